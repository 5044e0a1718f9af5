/** An error as Meilisearch words it: a code, its type, and the HTTP status that goes with it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toBody() {
    const { status, code, message } = this;
    const authority = status === 401 || status === 403;
    return {
      message,
      code,
      type: authority ? "auth" : status >= 500 ? "system" : "invalid_request",
      link: `https://docs.meilisearch.com/errors#${code}`,
    };
  }
}

export const badRequest = (code: string, message: string) => new Refusal(400, code, message);
