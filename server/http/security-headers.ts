import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";

const self = "'self'";

const originOf = (url: string | undefined): string[] =>
  url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [];

/** The headers that helmet sets: the same on every answer, so that they are put together once. */
const headersOf = (options: HelmetOptions) => {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(answer.req, answer, () => undefined);
  return answer.getHeaders();
};

/**
 * Headers that tell the browser what our pages may do: no script but our files, and nothing from
 * elsewhere but the operator's base map at `mapStyleUrl`.
 */
export const sendSecurityHeaders = (
  app: FastifyInstance,
  { publicUrl, mapStyleUrl }: { publicUrl: string; mapStyleUrl: string | undefined },
): void => {
  const encrypted = publicUrl.startsWith("https://");
  const map = originOf(mapStyleUrl);
  const headers = headersOf({
    // Over plain http on another machine both would make the browser ask for https in vain.
    strictTransportSecurity: encrypted,
    xFrameOptions: { action: "deny" },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [self],
        styleSrc: [self],
        // Attributes only: positions that components set; no style sheet can be injected.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: [self, "data:", "blob:", ...map],
        fontSrc: [self, "data:"],
        connectSrc: [self, ...map],
        workerSrc: [self, "blob:"],
        manifestSrc: [self],
        formAction: [self],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(encrypted ? { upgradeInsecureRequests: [] } : {}),
      },
    },
  });
  headers["permissions-policy"] =
    "geolocation=(self), camera=(), microphone=(), payment=(), usb=()";
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });
};
