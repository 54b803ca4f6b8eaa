"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import { communityRoles, projectRoles, roleLabel } from "@/lib/auth/permissions";
import {
  communityInvite,
  projectInvite,
  type CommunityInvite,
  type Invited,
  type ProjectInvite,
} from "@/lib/invitations/schema";
import { inviteToCommunity, inviteToProject } from "./actions";
import { InviteResults } from "./invite-results";
import classes from "./invitations.module.css";

interface InviteToProjectProps {
  scope: ScopeRef;
  teams: { value: string; label: string }[];
}

export function InviteToProject({ scope, teams }: InviteToProjectProps) {
  const router = useRouter();
  const [invited, setInvited] = useState<Invited[]>([]);
  const form = useZodForm(projectInvite, { emails: "", role: "participant", teamIds: [] });
  const save = useAction((input: ProjectInvite) => inviteToProject(scope, input), {
    form,
    onSuccess: (results) => {
      setInvited(results);
      form.reset({ ...form.getValues(), emails: "" });
      router.refresh();
    },
  });
  return (
    <Form form={form} onSubmit={save.run} guard={false}>
      <Addresses />
      <div className={classes.row}>
        <SelectField name="role" label="Role" options={optionsOf(projectRoles)} required />
        {teams.length > 0 && <MultiSelectField name="teamIds" label="Teams" options={teams} />}
        <Button type="submit" loading={save.pending}>
          Invite
        </Button>
      </div>
      <InviteResults invited={invited} />
    </Form>
  );
}

export function InviteToCommunity() {
  const router = useRouter();
  const [invited, setInvited] = useState<Invited[]>([]);
  const form = useZodForm(communityInvite, { emails: "", role: "member" });
  const save = useAction((input: CommunityInvite) => inviteToCommunity("community", input), {
    form,
    onSuccess: (results) => {
      setInvited(results);
      form.reset({ ...form.getValues(), emails: "" });
      router.refresh();
    },
  });
  return (
    <Form form={form} onSubmit={save.run} guard={false}>
      <Addresses />
      <div className={classes.row}>
        <SelectField name="role" label="Role in the community" options={optionsOf(communityRoles)} required />
        <Button type="submit" loading={save.pending}>
          Invite
        </Button>
      </div>
      <InviteResults invited={invited} />
    </Form>
  );
}

function Addresses() {
  return (
    <TextArea
      name="emails"
      label="E-mail addresses"
      help="One on each line, or set apart by spaces, commas or semicolons."
      required
    />
  );
}

function optionsOf(roles: readonly (keyof typeof roleLabel)[]) {
  return roles.map((role) => ({ value: role, label: roleLabel[role] }));
}
