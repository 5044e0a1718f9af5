import fastifyHelmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const self = "'self'";

const originOf = (url: string | undefined): string[] =>
  url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [];

/**
 * Headers that tell the browser what our pages may do: no script but our files, and nothing from
 * elsewhere but the operator's base map at `mapStyleUrl`.
 */
export const sendSecurityHeaders = async (
  app: FastifyInstance,
  { publicUrl, mapStyleUrl }: { publicUrl: string; mapStyleUrl: string | undefined },
): Promise<void> => {
  const encrypted = publicUrl.startsWith("https://");
  const map = originOf(mapStyleUrl);
  await app.register(fastifyHelmet, {
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
  app.addHook("onRequest", async (_request, reply) => {
    reply.header(
      "permissions-policy",
      "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    );
  });
};
