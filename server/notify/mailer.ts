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
  /**
   * Sends and answers when the mail server has taken it.
   * @throws Undeliverable, OutcomeUnknown; any other error is worth another try
   */
  send(message: Message): Promise<void>;
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
  const track = async (delivery: Promise<void>): Promise<void> => {
    underway.add(delivery);
    await delivery.finally(() => underway.delete(delivery));
  };
  return {
    post: (compose) => {
      void track(deliver(compose));
    },
    send: (message) => track(carry(message)),
    close: async () => {
      await Promise.allSettled(underway);
      end();
    },
  };
};
