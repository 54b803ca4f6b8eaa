import { Option, type Command } from "commander";
import { z } from "zod";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { authorize, authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { listEndpoints } from "@/lib/listeners/list-endpoints";
import { setMember } from "@/lib/projects/commands";
import { memberInput } from "@/lib/projects/schema";
import { findSamplePassword } from "@/lib/sample/password";
import { loadSample } from "@/lib/sample/programme";
import { removeSample } from "@/lib/sample/remove";
import { createUser, resetPassword } from "@/lib/users/commands";
import { emailAddress, newUser, password as passwordRule } from "@/lib/users/schema";
import { invalid } from "@/lib/errors/invalid";
import type { Tools } from "./print";

/** Every noun and verb of the command line, each a line over the command that the screens use. */
export function addCommands(program: Command, tools: Tools): void {
  addUserCommands(program, tools);
  addProjectCommands(program, tools);
  addSampleCommands(program, tools);
  addIntegrationCommands(program, tools);
}

function addUserCommands(program: Command, { ready, print }: Tools): void {
  const user = program.command("user").description("accounts");
  user
    .command("create")
    .description("create an account")
    .requiredOption("--email <address>")
    .requiredOption("--password <password>", "at least 10 characters")
    .addOption(new Option("--role <role>", "role in the community").choices(communityRoles).default("member"))
    .option("--username <name>")
    .option("--first-name <name>", "", "")
    .option("--last-name <name>", "", "")
    .action(async (given: Record<string, string>) => {
      const input = parse(newUser, {
        email: given.email,
        password: given.password,
        username: given.username,
        firstName: given.firstName,
        lastName: given.lastName,
        communityRole: given.role?.replaceAll("-", "_"),
      });
      await ready();
      const made = await createUser(await community("users.write"), input);
      print(made, `Created ${input.email} with the username ${made.username}.`);
    });
  user
    .command("reset-password")
    .description("set a new password and end the person's sessions")
    .requiredOption("--email <address>")
    .requiredOption("--password <password>", "at least 10 characters")
    .action(async (given: Record<string, string>) => {
      const { email, password } = parse(credentials, { email: given.email, password: given.password });
      await ready();
      await resetPassword(await community("users.write"), email, password);
      print({ email }, `${email} has a new password. All sessions of that account were ended.`);
    });
}

function addProjectCommands(program: Command, { ready, print }: Tools): void {
  program
    .command("project")
    .description("projects")
    .command("add-member")
    .description("add someone to a project, or give them another role there")
    .requiredOption("--project <key>")
    .requiredOption("--user <e-mail or username>")
    .addOption(new Option("--role <role>", "role there").choices(memberInput.shape.role.options).makeOptionMandatory())
    .action(async (given: Record<string, string>) => {
      const input = parse(memberInput, { user: given.user, role: given.role });
      await ready();
      const project = await db.project.findUnique({ where: { key: given.project ?? "" }, select: { id: true } });
      if (!project) throw new AppError("not_found", `There is no project with the key “${given.project}”.`);
      const { userId } = await setMember(as(await scopeOf(project.id), "members.write"), input);
      print(
        { userId, project: given.project, role: input.role },
        `${input.user} is now ${input.role} in ${given.project}.`,
      );
    });
}

function addSampleCommands(program: Command, { ready, print }: Tools): void {
  const sample = program.command("sample").description("the sample programme");
  sample
    .command("password")
    .description("print the password of the sample's accounts")
    .action(async () => {
      await ready();
      const password = await findSamplePassword();
      if (!password)
        throw new AppError(
          "not_found",
          "There is no sample programme here. Load it with: npm run -s admin -- sample load",
        );
      print(
        { password, accounts: ["manager@example.com", "support@example.com", "participant@example.com"] },
        password,
      );
    });
  sample
    .command("load")
    .description("load the sample programme")
    .action(async () => {
      await ready();
      const { password } = await loadSample();
      print(
        { password },
        `The sample programme is ready. Sign in as manager@example.com with the password ${password}`,
      );
    });
  sample
    .command("remove")
    .description("remove the sample programme and everything about it")
    .action(async () => {
      await ready();
      await removeSample(await community("settings.write"));
      print({ removed: true }, "The sample programme is gone.");
    });
}

function addIntegrationCommands(program: Command, { ready, print }: Tools): void {
  program
    .command("api-key")
    .description("API keys")
    .command("create")
    .description("create an API key; its secret is printed this once")
    .requiredOption("--name <name>")
    .option("--description <text>", "", "")
    .option("--as <e-mail>", "the community manager who makes it")
    .action(async (given: Record<string, string>) => {
      const input = parse(apiKeyInput, { name: given.name, description: given.description });
      await ready();
      const made = await createApiKey(await maker(given.as), input);
      const prefix = made.key.split("_").slice(0, 2).join("_");
      print({ id: made.id, prefix, secret: made.key }, `${made.key}\nKeep it now: it cannot be shown again.`);
    });
  program
    .command("listener")
    .description("external listeners")
    .command("list")
    .description("print every listener with its complete API endpoint URL")
    .action(async () => {
      await ready();
      const rows = await listEndpoints(await community("listeners.write"));
      print(
        rows,
        rows.map((row) => `${row.key}\t${row.target}\t${row.type}\t${row.url}`).join("\n") || "No external listeners.",
      );
    });
}

const communityRoles = ["community-manager", "member"];

const credentials = z.strictObject({ email: emailAddress, password: passwordRule });

async function community<P extends Permission>(permission: P) {
  return as(await scopeOf(null), permission);
}

function as<P extends Permission>(scope: Scope, permission: P) {
  return authorizeSystem(scope, permission, { via: "command line", name: "Command line" });
}

async function maker(email: string | undefined) {
  if (!email) return community("apiKeys.write");
  const person = await db.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
  if (!person) throw new AppError("not_found", `No account has the e-mail address ${email}.`);
  return authorize(person.id, "community", "apiKeys.write", "command line");
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error);
}
