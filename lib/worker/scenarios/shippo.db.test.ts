import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { startBulk } from "@/lib/perform-action/start-bulk";
import { shipping as fields } from "@/lib/sample/groups";
import { validateAddress } from "@/lib/sample/macros";
import type { ReceivedRequest, Reply } from "@/lib/testing/receiver";
import { can, filter, group, macro, member, other, quiet, scenario, trigger, valuesOf } from "@/lib/testing/scenario";

scenario();

let shipping: ExternalDataGroup;
let validate: string;

const home = { address1: "215 Clayton St.", city: "San Francisco", state: "CA", zip: "94117", country: "US" };

const unknownStreet = "City, State and ZIP Code are valid, but street address is not a match.";

/** What Shippo answers: an address is valid when its street has a number. */
function judged(street: string): Reply {
  const isValid = /^\d/.test(street);
  const messages = isValid ? [] : [{ code: "Unknown Street", type: "address_warning", text: unknownStreet }];
  const address = {
    object_id: "d799c2679e644279b59fe661ac8fa488",
    object_created: "2014-07-09T02:19:13.174Z",
    is_residential: isValid ? true : null,
    validation_results: { is_valid: isValid, messages },
  };
  return { kind: "answer", status: 201, body: JSON.stringify(address) };
}

const shippo = ({ body }: ReceivedRequest): Reply => judged((JSON.parse(body) as { street1: string }).street1);

beforeAll(async () => {
  other.reply(shippo);
  const names = ["address1", "address2", "city", "state", "zip", "country"];
  await db.profileField.createMany({ data: names.map((key) => ({ key, label: key, type: "text" as const })) });
  // An answer tells everything there is to know of an address.
  shipping = await group({ ...fields, clearMissing: true });
  const draft = validateAddress(other.origin, shipping.id);
  const headers = [{ name: "Authorization", secret: { value: "ShippoToken shippo_test_5ecret" } }];
  validate = await macro({ ...draft, actions: draft.actions.map((action) => ({ ...action, headers })) }, "user");
  const ask = await macro(
    {
      name: "Ask for a correct address",
      key: "ask-address",
      actions: [
        {
          id: randomUUID(),
          kind: "email",
          subject: "Your address",
          body: "Please check your address: ((external.shipping.problem))",
        },
      ],
    },
    "user",
  );
  const invalid = await filter("users", { field: "external.shipping.valid", is: "is_false" });
  await trigger({ event: "external_data_changed", macroId: ask, filterId: invalid });
});

async function run(...ids: string[]): Promise<void> {
  await startBulk(can("macros.run"), { macroId: validate, selection: { kind: "ids", ids } });
  await quiet();
}

const lastDelivery = (subjectId: string) =>
  db.webhookDelivery.findFirstOrThrow({ where: { subjectId }, orderBy: { createdAt: "desc" } });

test("answers are stored by their paths, and who has a wrong address is asked by mail, with the reason", async () => {
  const right = await member("right", "participant", { profile: home });
  const wrong = await member("wrong", "participant", { profile: { ...home, address1: "Clayton St." } });
  await run(right, wrong);
  expect(other.requests.at(-1)?.headers.authorization).toBe("ShippoToken shippo_test_5ecret");
  expect(JSON.parse(other.requests[0]?.body ?? "")).toMatchObject({ validate: true, street2: "", zip: "94117" });
  expect(await valuesOf(shipping, right)).toMatchObject({
    valid: true,
    residential: true,
    address_id: "d799c2679e644279b59fe661ac8fa488",
    checked_at: "2014-07-09T02:19:13.174Z",
    problem: null,
  });
  // Unknown is not false.
  expect(await valuesOf(shipping, wrong)).toMatchObject({ valid: false, problem: unknownStreet, residential: null });
  const mails = await db.emailMessage.findMany({ where: { subject: "Your address" } });
  expect(mails).toMatchObject([{ to: "wrong@example.com", text: expect.stringContaining(unknownStreet) }]);
});

test("a corrected address has no problem any more, because the group forgets what an answer leaves out", async () => {
  const { id } = await db.user.findFirstOrThrow({ where: { username: "wrong" } });
  await db.user.update({ where: { id }, data: { profile: home }, select: { id: true } });
  await run(id);
  expect(await valuesOf(shipping, id)).toMatchObject({ valid: true, problem: null, residential: true });
});

test("a refused token stores nothing, and the token stands in no log", async () => {
  const user = await member("refused", "participant", { profile: home });
  other.reply({
    kind: "answer",
    status: 401,
    body: '{"detail":"Invalid token shippo_test_5ecret","is_residential":true}',
  });
  await run(user);
  expect(await lastDelivery(user)).toMatchObject({ state: "failed", lastStatus: 401 });
  expect(new Set(Object.values(await valuesOf(shipping, user)))).toEqual(new Set([null]));
  const { id } = await lastDelivery(user);
  const kept = await db.deliveryBody.findMany({ where: { deliveryId: id } });
  const texts = kept.flatMap(({ request, response }) => [request, response]).map((bytes) => Buffer.from(bytes ?? []));
  expect(texts.join("\n")).not.toContain("5ecret");
});

test("who is told to wait is asked again when the wait is over, and the answer is stored then", async () => {
  const user = await member("patient", "participant", { profile: home });
  other.reply({ kind: "answer", status: 429, headers: { "retry-after": "30" } });
  await run(user);
  const waiting = await lastDelivery(user);
  expect(waiting).toMatchObject({ state: "waiting", lastStatus: 429, attempt: 1 });
  expect(waiting.nextAt.getTime()).toBeGreaterThan(Date.now() + 20_000);
  other.reply(shippo);
  await db.endpoint.updateMany({ data: { pausedUntil: null } });
  await db.webhookDelivery.update({ where: { id: waiting.id }, data: { nextAt: new Date() }, select: { id: true } });
  await quiet();
  expect(await lastDelivery(user)).toMatchObject({ state: "delivered", attempt: 2 });
  expect(await valuesOf(shipping, user)).toMatchObject({ valid: true });
});

test("as a form the same fields go out as text, and the newer endpoint is asked in the query", async () => {
  const user = await member("form", "participant", { profile: { ...home, address1: "1 Bäcker & Söhne" } });
  const webhook = { kind: "webhook" as const, onUnknown: "retry" as const };
  const both = await macro(
    {
      name: "Two ways",
      key: "two-ways",
      actions: [
        {
          ...webhook,
          id: randomUUID(),
          url: other.origin,
          contentType: "form",
          body: "street1=((user.profile.address1))\nvalidate=true",
        },
        {
          ...webhook,
          id: randomUUID(),
          method: "GET",
          url: `${other.origin}/v2/addresses/validate?address_line_1=((user.profile.address1))&country_code=((user.profile.country))`,
        },
      ],
    },
    "user",
  );
  other.reply({ kind: "answer" });
  const before = other.requests.length;
  await startBulk(can("macros.run"), { macroId: both, selection: { kind: "ids", ids: [user] } });
  await quiet();
  const sent = other.requests.slice(before);
  const form = sent.find(({ method }) => method === "POST");
  expect(form?.headers["content-type"]).toContain("application/x-www-form-urlencoded");
  expect(Object.fromEntries(new URLSearchParams(form?.body))).toEqual({
    street1: "1 Bäcker & Söhne",
    validate: "true",
  });
  const asked = new URL(sent.find(({ method }) => method === "GET")?.url ?? "", other.origin);
  expect(Object.fromEntries(asked.searchParams)).toEqual({ address_line_1: "1 Bäcker & Söhne", country_code: "US" });
});
