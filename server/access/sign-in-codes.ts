import { createHmac } from "node:crypto";
import { emailOTP } from "better-auth/plugins/email-otp";

/** One-time codes: six digits that work once, for ten minutes and five tries. */
export const codeLife = { digits: 6, minutes: 10, tries: 5 };

/**
 * Sign-in by a code that `deliver` brings to its person; it makes no accounts. The database holds a
 * keyed hash, since whoever stole a copy could try all of a million codes on a plain one.
 */
export const signInCodes = (secret: string, deliver: (email: string, code: string) => void) =>
  emailOTP({
    disableSignUp: true,
    otpLength: codeLife.digits,
    expiresIn: codeLife.minutes * 60,
    allowedAttempts: codeLife.tries,
    storeOTP: {
      hash: async (code) =>
        createHmac("sha256", secret).update(`sign-in code ${code}`).digest("base64url"),
    },
    sendVerificationOTP: async ({ email, otp }) => deliver(email, otp),
  });
