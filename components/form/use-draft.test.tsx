// @vitest-environment jsdom
import { act, useEffect } from "react";
import { createRoot, type Root } from "react-dom/client";
import { useForm } from "react-hook-form";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useDraft } from "./use-draft";

const kept = () => localStorage.getItem("fieldpost:draft:note");

let root: Root;
let form: Hands;

interface Hands {
  type: (text: string) => void;
  discard: () => void;
}

function Note({ onShown }: { onShown: (hands: Hands) => void }) {
  const { subscribe, reset, getValues, setValue } = useForm({ defaultValues: { text: "" } });
  const draft = useDraft({ subscribe, reset, getValues }, { key: "note" });
  useEffect(() =>
    onShown({ type: (text) => setValue("text", text, { shouldDirty: true }), discard: () => draft.discard() }),
  );
  return null;
}

beforeEach(async () => {
  vi.useFakeTimers();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  localStorage.clear();
  root = createRoot(document.createElement("div"));
  await act(async () => root.render(<Note onShown={(hands) => void (form = hands)} />));
});

afterEach(() => void vi.useRealTimers());

test("what was typed is kept a second after the last key", async () => {
  await act(async () => form.type("Hello"));
  await act(async () => vi.advanceTimersByTime(999));
  expect(kept()).toBeNull();
  await act(async () => vi.advanceTimersByTime(1));
  expect(kept()).toContain("Hello");
  await act(async () => root.unmount());
});

test("whoever goes Back right after the last key finds it again", async () => {
  await act(async () => form.type("Hello"));
  await act(async () => root.unmount());
  expect(kept()).toContain("Hello");
});

test("what was saved within a second of the last key is no draft, however long the next page takes", async () => {
  await act(async () => form.type("Hello"));
  await act(async () => form.discard());
  await act(async () => vi.advanceTimersByTime(5_000));
  await act(async () => root.unmount());
  expect(kept()).toBeNull();
});
