import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { loadShape } from "@/lib/imports/load-shape";
import { proposeColumns } from "@/lib/imports/propose";
import { getImport, listImportReasons, listImportRows, listSamples, type ImportDetail } from "@/lib/imports/queries";
import { targetsOf } from "@/lib/imports/targets";
import { findGroup } from "./find-group";
import { importPlace, type ImportPlace } from "./import-place";
import { ImportScreen } from "./import-screen";
import { MappingForm } from "./mapping-form";

interface ImportPageProps {
  actor: Can<"members.write"> | Can<"externalData.write">;
  /** Null for users themselves. */
  groupId: string | null;
  importId: string;
}

/** One import: its columns until they are mapped, then what each row would do, and at last what it did. */
export async function ImportPage({ actor: visitor, groupId, importId }: ImportPageProps) {
  const actor = also(visitor, "externalData.write");
  if (!z.uuid().safeParse(importId).success) notFound();
  const place = importPlace(actor, await findGroup(actor, groupId));
  const found = await getImport(actor, importId);
  if (found.kind !== place.kind || found.groupId !== place.groupId) notFound();
  return (
    <>
      <PageHeader
        title={found.fileName}
        breadcrumbs={[
          ...place.breadcrumbs.slice(0, -1),
          { label: place.title, href: place.base },
          { label: found.fileName },
        ]}
      />
      {found.state === "mapping" ? (
        <Mapping actor={actor} place={place} found={found} />
      ) : (
        <Screen actor={actor} place={place} found={found} />
      )}
    </>
  );
}

interface PartProps {
  actor: Can<"externalData.write">;
  place: ImportPlace;
  found: ImportDetail;
}

async function Mapping({ actor, place, found }: PartProps) {
  const [shape, samples] = await Promise.all([loadShape(actor, place), listSamples(actor, found.id)]);
  const targets = targetsOf(shape);
  const proposed = {
    columns: proposeColumns(found.headings, targets),
    existing: "leave" as const,
    role: "participant" as const,
  };
  return (
    <MappingForm
      scope={place.scope}
      base={place.base}
      importId={found.id}
      columns={found.headings.map((heading, index) => ({ heading, samples: samples[index] ?? [] }))}
      targets={targets}
      mapping={found.mapping ?? proposed}
    />
  );
}

async function Screen({ actor, place, found }: PartProps) {
  const [rows, reasons] = await Promise.all([
    listImportRows(actor, { importId: found.id }),
    listImportReasons(actor, found.id),
  ]);
  return (
    <ImportScreen
      scope={place.scope}
      base={place.base}
      recordBase={place.recordBase}
      first={{ import: found, rows, reasons }}
    />
  );
}
