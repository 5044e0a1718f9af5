/** Answers what is being answered already with the same answer. */
export const shareRunning = <Answer>(): ((
  question: string,
  answer: () => Promise<Answer>,
) => Promise<Answer>) => {
  const running = new Map<string, Promise<Answer>>();
  return (question, answer) => {
    const shared = running.get(question);
    if (shared) return shared;
    const own = answer().finally(() => running.delete(question));
    running.set(question, own);
    return own;
  };
};
