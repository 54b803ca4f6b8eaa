import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import type { Can } from "@/lib/auth/actor";
import { getPerson } from "@/lib/users/queries";

/** Someone who applied: what happens next, and what the project knows of them. */
export async function ApplicantHome({ actor, project }: { actor: Can<"preferences.write">; project: string }) {
  const person = await getPerson(actor);
  return (
    <Section
      title="Your application"
      description={`You have applied to ${project}. Once a project manager has accepted you, you can send feedback here.`}
      actions={
        <ButtonLink href="/account" variant="default">
          Preferences
        </ButtonLink>
      }
    >
      <DefinitionList
        items={[
          { term: "Name", value: actor.name },
          { term: "Username", value: person?.username ?? "" },
          { term: "E-mail", value: person?.email ?? "" },
        ]}
      />
    </Section>
  );
}
