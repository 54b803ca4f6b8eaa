"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { attachmentLimits, type AttachmentCard } from "@/lib/feedback/attachment-schema";
import { sendFile, type Sending } from "./send-file";

export interface Upload {
  key: number;
  file: File;
  /** 0 to 1. */
  sent: number;
  card: AttachmentCard | null;
  problem: string | null;
}

export type Uploads = ReturnType<typeof useUploads>;

/** Files on their way to the server while the form around them is filled in. `taken` is how many the ticket has already. */
export function useUploads({ project }: { project: string }, taken = 0) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const under = useRef(new Map<number, Sending>());
  const nextKey = useRef(0);

  useEffect(() => {
    const { current } = under;
    return () => current.forEach(({ abort }) => abort());
  }, []);

  const change = useCallback((key: number, what: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...what } : one)));
  }, []);

  const send = useCallback(
    (key: number, file: File) => {
      change(key, { sent: 0, problem: null });
      const address = `/api/attachments?${new URLSearchParams({ project, name: file.name })}`;
      const sending = sendFile(address, file, (sent) => change(key, { sent }));
      under.current.set(key, sending);
      void sending.answer.then((answer) => {
        under.current.delete(key);
        change(key, answer.ok ? { card: answer.value, sent: 1 } : { problem: answer.error.message });
      });
    },
    [change, project],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const room = attachmentLimits.perTicket - taken - uploads.length;
      setRefusal(
        files.length > room ? `A ticket takes ${attachmentLimits.perTicket} files. The others were left out.` : null,
      );
      const added = files.slice(0, Math.max(0, room)).map((file): Upload => {
        const tooLarge = file.size > attachmentLimits.bytes;
        const most = attachmentLimits.bytes / 1024 / 1024;
        const problem = tooLarge
          ? `Larger than ${most} MB. Make it smaller, or share it as a link.`
          : file.size === 0
            ? "This file is empty."
            : null;
        return { key: nextKey.current++, file, sent: 0, card: null, problem };
      });
      setUploads([...uploads, ...added]);
      for (const { key, file, problem } of added) if (!problem) send(key, file);
    },
    [send, taken, uploads],
  );

  const remove = useCallback((key: number) => {
    under.current.get(key)?.abort();
    under.current.delete(key);
    setRefusal(null);
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);

  return {
    uploads,
    refusal,
    add,
    remove,
    retry: ({ key, file }: Upload) => send(key, file),
    clear: () => setUploads([]),
    /** Why the form cannot be sent yet; null when it can. */
    unready: (): string | null => {
      if (uploads.some(({ problem }) => problem !== null)) return "A file did not arrive. Try it again or take it out.";
      if (uploads.some(({ card }) => card === null)) return "Files are still on their way. Wait a moment.";
      return null;
    },
    ready: () => uploads.flatMap(({ card }) => (card ? [card.id] : [])),
  };
}
