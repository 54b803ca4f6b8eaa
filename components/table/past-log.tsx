import { Group } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable, type SimpleColumn } from "./simple-table";

interface PastLogProps<Row extends { id: string }> {
  title: string;
  /** Off where the title stands above it anyway; it still names the table. */
  hasTitle?: boolean;
  description?: string;
  /** One page, the latest first; `next` begins the one after it. */
  page: { rows: readonly Row[]; next: string | null };
  columns: SimpleColumn<Row>[];
  /** The address of the page that it stands on. */
  href: string;
  isFirstPage: boolean;
  empty: { title: string; text: string };
}

/** What something did in the past, below what it is: a section with a table, and the way to what was before. */
export function PastLog<Row extends { id: string }>(props: PastLogProps<Row>) {
  const { title, hasTitle = true, description, page, columns, href, isFirstPage, empty } = props;
  const { rows, next } = page;
  return (
    <Section title={hasTitle && title} description={description} flush>
      {rows.length === 0 ? (
        <EmptyState title={empty.title} illustration="list">
          {empty.text}
        </EmptyState>
      ) : (
        <SimpleTable label={title} rows={rows} rowId={({ id }) => id} columns={columns} />
      )}
      {(next ?? !isFirstPage) && (
        <Group p="sm" gap="xs">
          {!isFirstPage && (
            <ButtonLink href={href} variant="default">
              Latest
            </ButtonLink>
          )}
          {next && (
            <ButtonLink href={`${href}?after=${next}`} variant="default">
              Older
            </ButtonLink>
          )}
        </Group>
      )}
    </Section>
  );
}
