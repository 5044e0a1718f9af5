import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { users } from "../../../db/schema/index.ts";
import { testApp } from "../../support/app.ts";
import { aListing } from "../../support/listings.ts";
import { gatewayAt, gatewaySecret } from "../gateway.ts";

it("a link by text message goes to the registered number, and to nobody who stopped messages", async () => {
  const sent: { to: string; text: string }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      sent.push(JSON.parse(body) as { to: string; text: string });
      response.writeHead(202).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const shelter = aListing({ pools: [{ label: "All" }] });
  const smsGateway = { url: `http://127.0.0.1:${port}/send`, secret: gatewaySecret };
  const harbor = await testApp({ listings: [shelter], config: { smsGateway } });
  const gateway = gatewayAt(harbor);
  const number = "+15105550101";
  const headers = await harbor.signIn("provider");
  const send = () =>
    harbor.app.inject({
      method: "POST",
      url: `/api/programs/${harbor.ids.get(shelter.key)?.programId ?? ""}/confirm-links`,
      payload: { channel: "sms" },
      headers,
    });
  expect((await send()).statusCode).toBe(503);
  const [staff] = await harbor.database.read
    .select()
    .from(users)
    .where(eq(users.email, "provider@training.test"));
  await gateway.register(staff?.id ?? "", number);
  expect((await send()).statusCode).toBe(200);
  expect(sent).toMatchObject([{ to: number }]);
  const token = /#([\w-]{35}) /.exec(sent[0]?.text ?? "")?.[1];
  const url = "/api/confirm-links/open";
  const opened = await harbor.app.inject({ method: "POST", url, payload: { token } });
  expect(opened.statusCode).toBe(200);
  expect(sent[0]?.text).not.toContain(shelter.name);
  await gateway.text(number, "STOP");
  expect((await send()).statusCode).toBe(503);
  expect(sent).toHaveLength(1);
  await harbor.close();
  server.close();
});
