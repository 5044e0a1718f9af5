import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";

const timeWindow = "15 minutes";
/** Failures within the window after which further tries are refused unheard. */
const mostFailures = { ofAccountFromAddress: 10, ofAddress: 50, ofAccount: 100 };
/** Tries of one account that may be underway at once, so that a burst cannot outrun the count. */
const mostAtOnce = 5;

const accountOf = (request: FastifyRequest): string => {
  const { body } = request;
  const email: unknown = typeof body === "object" && body ? Reflect.get(body, "email") : undefined;
  return typeof email === "string" ? email.toLowerCase() : "";
};

/**
 * Limits failed sign-ins by account, by address and by both: few tries from one place, so that
 * nobody can lock a worker out from elsewhere by trying in her name. Counted per instance.
 */
export const guardSignIn = (app: FastifyInstance) => {
  const addressOf = (request: FastifyRequest) => normalizeIP(request.ip);
  const limits = [
    app.createRateLimit({
      max: mostFailures.ofAccountFromAddress,
      timeWindow,
      keyGenerator: (request) => `${addressOf(request)} ${accountOf(request)}`,
    }),
    app.createRateLimit({ max: mostFailures.ofAddress, timeWindow, keyGenerator: addressOf }),
    app.createRateLimit({ max: mostFailures.ofAccount, timeWindow, keyGenerator: accountOf }),
  ];
  const underway = new Map<string, number>();

  const refuseTooMany = async (request: FastifyRequest, account: string): Promise<void> => {
    const states = await Promise.all(limits.map((limit) => limit(request, { increment: false })));
    const isSpent = states.some((state) => !state.isAllowed && state.remaining === 0);
    if (!isSpent && (underway.get(account) ?? 0) < mostAtOnce) return;
    throw new DomainError("too_many_requests", "Too many failed sign-ins; wait a while.");
  };

  return async <T>(request: FastifyRequest, signIn: () => Promise<T>): Promise<T> => {
    const account = accountOf(request);
    await refuseTooMany(request, account);
    underway.set(account, (underway.get(account) ?? 0) + 1);
    try {
      return await signIn();
    } catch (error) {
      if (error instanceof DomainError && error.code === "wrong_credentials") {
        await Promise.all(limits.map((limit) => limit(request)));
      }
      throw error;
    } finally {
      const left = (underway.get(account) ?? 1) - 1;
      if (left === 0) underway.delete(account);
      else underway.set(account, left);
    }
  };
};
