"use client";

import { TextLink } from "@/components/kit/text-link";
import { ButtonLink } from "@/components/kit/button-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable, type SimpleColumn } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Member } from "@/lib/projects/members";
import { MemberRole } from "./member-role";
import { RemoveMember } from "./remove-member";
import classes from "./members.module.css";

interface MembersTableProps {
  scope: ScopeRef;
  usersBase: string;
  rows: Member[];
  total: number;
  selfId: string | null;
  previous: string | null;
  next: string | null;
  isFiltered: boolean;
}

export function MembersTable({ scope, usersBase, rows, total, selfId, previous, next, isFiltered }: MembersTableProps) {
  if (rows.length === 0) {
    return isFiltered ? (
      <EmptyState title="Nobody matches" illustration="search">
        Choose another role, or search for something else.
      </EmptyState>
    ) : (
      <EmptyState title="Nobody is in this project yet">Add the first member above.</EmptyState>
    );
  }
  const columns: SimpleColumn<Member>[] = [
    {
      id: "user",
      header: "User",
      cell: (member) => (
        <div className={classes.person}>
          <TextLink href={`${usersBase}${member.id}`}>{member.username}</TextLink>
          {member.id === selfId && " (you)"}
          {!member.isActive && (
            <>
              {" "}
              <StatusBadge tone="off" variant="plain">
                Disabled
              </StatusBadge>
            </>
          )}
          <span className={classes.quiet}>{member.name}</span>
        </div>
      ),
    },
    { id: "email", header: "E-mail", cell: (member) => <div className={classes.person}>{member.email}</div> },
    {
      id: "role",
      header: "Role",
      cell: (member) => <MemberRole key={member.role} scope={scope} member={member} isOneself={member.id === selfId} />,
    },
    { id: "joined", header: "Joined", cell: (member) => <RelativeTime at={member.joinedAt} /> },
    {
      id: "rights",
      header: "Rights",
      cell: (member) => <TextLink href={`${usersBase}${member.id}/rights`}>See rights</TextLink>,
    },
    { id: "remove", header: "Remove", cell: (member) => <RemoveMember scope={scope} member={member} /> },
  ];
  return (
    <Section flush>
      <SimpleTable label="Members" columns={columns} rows={rows} rowId={({ id }) => id} />
      {(previous || next) && (
        <nav className={classes.pages} aria-label="Pages">
          {previous && (
            <ButtonLink href={previous} variant="default" size="compact-sm">
              Previous
            </ButtonLink>
          )}
          {next && (
            <ButtonLink href={next} variant="default" size="compact-sm">
              Next
            </ButtonLink>
          )}
          <span>{total.toLocaleString("en")} in all</span>
        </nav>
      )}
    </Section>
  );
}
