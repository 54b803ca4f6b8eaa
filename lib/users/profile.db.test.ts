import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { listProfileFields, saveProfileFields, updateProfile } from "./profile";
import { profileFieldsInput } from "./schema";

testDatabase();

const fields = profileFieldsInput.parse([
  { label: "City", key: "city", type: "text" },
  { label: "Age", key: "age", type: "number" },
  { label: "Size", key: "size", type: "choice", options: [{ value: "m", label: "M" }] },
]);

test("profile fields stay in the order they were given", async () => {
  const cast = await makeCast();
  await saveProfileFields(await cast.can("communityManager", "settings.write", "community"), fields.toReversed());
  expect((await listProfileFields()).map(({ key }) => key)).toEqual(["size", "age", "city"]);
});

test("values are typed by their fields; what does not fit is told by field and nothing is saved", async () => {
  const cast = await makeCast();
  await saveProfileFields(await cast.can("communityManager", "settings.write", "community"), fields);
  const self = await cast.can("participant", "preferences.write", "community");
  const id = cast.people.participant.id;
  await updateProfile(self, id, { city: "Köln", age: "42", size: "m" });
  expect((await db.user.findUniqueOrThrow({ where: { id } })).profile).toEqual({ city: "Köln", age: 42, size: "m" });
  await expect(updateProfile(self, id, { age: "old", size: "xxl", city: "Bonn" })).rejects.toMatchObject({
    fields: { "profile.age": "Age: enter a number.", "profile.size": "Size: choose one of the options." },
  });
  expect((await db.user.findUniqueOrThrow({ where: { id } })).profile).toMatchObject({ city: "Köln" });
  await updateProfile(self, id, { city: null });
  expect((await db.user.findUniqueOrThrow({ where: { id } })).profile).toEqual({ age: 42, size: "m" });
});

test("a field that is removed keeps what people filled in", async () => {
  const cast = await makeCast();
  const actor = await cast.can("communityManager", "settings.write", "community");
  await saveProfileFields(actor, fields);
  await updateProfile(await cast.can("participant", "preferences.write", "community"), cast.people.participant.id, {
    city: "Wien",
  });
  await saveProfileFields(actor, fields.slice(1));
  expect((await db.user.findUniqueOrThrow({ where: { id: cast.people.participant.id } })).profile).toMatchObject({
    city: "Wien",
  });
});
