/** One e-mail in plain text. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** Sends e-mail. */
export interface Mailer {
  /**
   * Composes and sends in the background, nothing where `compose` answers undefined: whoever asked
   * for the mail learns neither from an answer nor from its time whether one was sent.
   */
  post(compose: () => Promise<Message | undefined>): void;
  /** Waits for what is under way, and sends no more. */
  close(): Promise<void>;
}

/** A mailer on what carries one message; what cannot be composed or sent goes to `onFailure`. */
export const openMailer = (
  carry: (message: Message) => Promise<void>,
  onFailure: (error: unknown) => void,
  end: () => void = () => undefined,
): Mailer => {
  const underway = new Set<Promise<void>>();
  const deliver = async (compose: () => Promise<Message | undefined>): Promise<void> => {
    try {
      const message = await compose();
      if (message) await carry(message);
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    post: (compose) => {
      const delivery = deliver(compose).finally(() => underway.delete(delivery));
      underway.add(delivery);
    },
    close: async () => {
      await Promise.all(underway);
      end();
    },
  };
};
