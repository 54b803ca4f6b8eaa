import type { Can } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { db } from "@/lib/db/client";
import { addresses, companies, devices, firstNames, lastNames } from "./names";
import { dice, type Dice } from "./dice";
import { inParallel } from "./in-parallel";
import { createUser } from "@/lib/users/commands";
import { newUser } from "@/lib/users/schema";

export interface SamplePerson {
  id: string;
  username: string;
  email: string;
  joinedAt: Date;
}

const profileFields = [
  { key: "company", label: "Company" },
  { key: "device", label: "Main device" },
  { key: "address1", label: "Address" },
  { key: "address2", label: "Address, second line" },
  { key: "city", label: "City" },
  { key: "state", label: "State" },
  { key: "zip", label: "ZIP code" },
  { key: "country", label: "Country" },
] as const;

/** The profile fields that the sample fills; those a community already has stay as they are. */
export async function makeProfileFields(): Promise<void> {
  await db.profileField.createMany({
    data: profileFields.map((field, order) => ({ ...field, order })),
    skipDuplicates: true,
  });
}

/** The three accounts one signs in with, all with the same password. */
export async function makeAccounts(actor: Can<"users.write">, password: string) {
  const [manager, support, participant] = await Promise.all([
    createUser(
      actor,
      newUser.parse({
        email: "manager@example.com",
        username: "manager",
        firstName: "Mara",
        lastName: "Lindqvist",
        communityRole: "community_manager",
      }),
    ),
    createUser(
      actor,
      newUser.parse({ email: "support@example.com", username: "support", firstName: "Sam", lastName: "Okafor" }),
    ),
    createUser(
      actor,
      newUser.parse({ email: "participant@example.com", username: "participant", firstName: "Pia", lastName: "Novák" }),
    ),
  ]);
  const ids = [manager.id, support.id, participant.id];
  await db.user.updateMany({ where: { id: { in: ids } }, data: { passwordHash: await hashPassword(password) } });
  return { manager, support, participant };
}

/** `count` testers with names, profiles and a past, the same ones every time. */
export async function makeTesters(actor: Can<"users.write">, count: number): Promise<SamplePerson[]> {
  const roll = dice(20_261_121);
  const drawn = Array.from({ length: count }, (_, n) => ({ ...draw(roll, n), joinedAt: joined(roll) }));
  const people = await inParallel(drawn, async ({ account, joinedAt }): Promise<SamplePerson> => {
    const { id } = await createUser(actor, newUser.parse(account));
    return { id, username: account.username, email: account.email, joinedAt };
  });
  const profiles = drawn.map(({ profile }) => JSON.stringify(profile));
  await db.$executeRaw`
    update app_user u set profile = p.profile::jsonb, created_at = p.joined_at
    from unnest(${people.map(({ id }) => id)}::uuid[], ${profiles}::text[], ${people.map(({ joinedAt }) => joinedAt.toISOString())}::timestamptz[])
      as p (id, profile, joined_at)
    where u.id = p.id`;
  return people;
}

function joined(roll: Dice): Date {
  return new Date(Date.now() - roll.whole(5, 200) * 86_400_000 - roll.whole(0, 86_399) * 1000);
}

function draw(roll: Dice, n: number) {
  const firstName = roll.pick(firstNames);
  const lastName = roll.pick(lastNames);
  const plain = `${firstName}.${lastName}`
    .replace(/[øØ]/g, "o")
    .normalize("NFD")
    .replace(/[^A-Za-z.]/g, "")
    .toLowerCase();
  const username = `${plain}${n + 1}`;
  const address = roll.pick(addresses);
  // One in nine never typed an address: what a macro does with missing values must be seen.
  const place = roll.chance(0.89)
    ? { address1: address.street, city: address.city, state: address.state, zip: address.zip, country: address.country }
    : {};
  return {
    account: { username, email: `${username}@example.org`, firstName, lastName },
    profile: { ...place, device: roll.pick(devices), ...(roll.chance(0.6) ? { company: roll.pick(companies) } : {}) },
  };
}
