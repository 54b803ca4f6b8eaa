"use client";

import { ActionIcon, Anchor, Button, Group, Image, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { IconX } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { formatBytes } from "@/components/kit/format";
import { Section } from "@/components/kit/section";
import type { TicketAttachment } from "@/lib/feedback/ticket-attachments";
import { addFiles, removeFile } from "./actions";
import { AttachmentPicker } from "./attachment-picker";
import classes from "./attachments.module.css";
import { useUploads } from "./use-uploads";

interface TicketAttachmentsProps {
  scope: { project: string };
  feedbackId: string;
  files: TicketAttachment[];
  mayAdd: boolean;
}

/** The files of a ticket: pictures in sight, the others to download; more are added and taken away here. */
export function TicketAttachments({ scope, feedbackId, files, mayAdd }: TicketAttachmentsProps) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const [adding, setAdding] = useState(false);
  if (files.length === 0 && !mayAdd) return null;
  const pictures = files.filter(({ isPicture }) => isPicture);
  const others = files.filter(({ isPicture }) => !isPicture);
  const add = mayAdd && !adding && (
    <Button variant="default" size="compact-sm" disabled={!isHydrated} onClick={() => setAdding(true)}>
      Add files
    </Button>
  );
  return (
    <Section title="Attachments" actions={add}>
      <Stack gap="sm">
        {files.length === 0 && !adding && (
          <Text size="sm" c="dimmed">
            None yet.
          </Text>
        )}
        {pictures.length > 0 && (
          <ul className={classes.pictures}>
            {pictures.map((file) => (
              <li key={file.id}>
                <a href={addressOf(scope, file)} target="_blank" rel="noreferrer" tabIndex={-1} aria-hidden>
                  <Image className={classes.picture} src={addressOf(scope, file)} alt={file.name} loading="lazy" />
                </a>
                <FileRow file={file} scope={scope} />
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <ul className={classes.list}>
            {others.map((file) => (
              <li key={file.id}>
                <FileRow file={file} scope={scope} />
              </li>
            ))}
          </ul>
        )}
        {adding && (
          <MoreFiles
            scope={scope}
            feedbackId={feedbackId}
            taken={files.length}
            onEnd={(added) => {
              setAdding(false);
              if (added) router.refresh();
            }}
          />
        )}
      </Stack>
    </Section>
  );
}

function FileRow({ file, scope }: { file: TicketAttachment; scope: { project: string } }) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const remove = useAction(() => removeFile(scope, { id: file.id }), {
    success: `${file.name} removed`,
    onSuccess: () => router.refresh(),
  });
  const askAndRemove = async () => {
    const sure = await confirm({
      title: `Remove ${file.name}?`,
      message: "The file is deleted for good.",
      confirm: "Remove file",
      danger: true,
    });
    if (sure) await remove.run(undefined);
  };
  return (
    <div className={classes.row}>
      <Anchor
        className={classes.name}
        inherit
        href={addressOf(scope, file)}
        {...(file.isPicture ? { target: "_blank" } : { download: file.name })}
      >
        {file.name}
      </Anchor>
      <span className={classes.size}>{formatBytes(file.bytes)}</span>
      {file.mayRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Remove ${file.name}`}
          disabled={!isHydrated}
          loading={remove.pending}
          onClick={() => void askAndRemove()}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

interface MoreFilesProps {
  scope: { project: string };
  feedbackId: string;
  taken: number;
  onEnd: (added: boolean) => void;
}

function MoreFiles({ scope, feedbackId, taken, onEnd }: MoreFilesProps) {
  const uploads = useUploads(scope, taken);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useAction((attachmentIds: string[]) => addFiles(scope, { feedbackId, attachmentIds }), {
    success: "Files added",
    onSuccess: () => onEnd(true),
  });
  const add = () => {
    const why = uploads.uploads.length === 0 ? "Choose a file first." : uploads.unready();
    setProblem(why);
    if (!why) void save.run(uploads.ready());
  };
  return (
    <>
      <AttachmentPicker uploads={uploads} />
      {problem && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
      <Group gap="xs" justify="flex-end">
        <Button variant="default" onClick={() => onEnd(false)}>
          Cancel
        </Button>
        <Button loading={save.pending} onClick={add}>
          Add to the ticket
        </Button>
      </Group>
    </>
  );
}

function addressOf({ project }: { project: string }, { id }: TicketAttachment): string {
  return `/api/attachments/${id}?project=${encodeURIComponent(project)}`;
}
