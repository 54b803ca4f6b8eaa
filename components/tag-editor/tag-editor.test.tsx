// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { EditorView } from "@uiw/react-codemirror";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FieldInfo } from "@/lib/fields/field";
import { TagEditor } from "./tag-editor";
import { TagInput } from "./tag-input";
import { TagPicker } from "./tag-picker";
import { TagTargetProvider } from "./tag-target";

const fields: FieldInfo[] = [
  { path: "feedback.title", label: "Title", dataSet: { key: "f", label: "Feedback" }, type: "text" },
  { path: "user.email", label: "E-mail", dataSet: { key: "u", label: "User account" }, type: "text" },
];
const examples = { "feedback.title": "App dies", "user.email": null };

// Mantine and CodeMirror take their time to load in jsdom.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let root: Root;
let container: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // What jsdom lacks and Mantine and CodeMirror ask for.
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Range.prototype.getClientRects = () => Object.assign([], { item: () => null });
  Element.prototype.scrollIntoView = () => {};
  container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
});

function Screen() {
  const [body, setBody] = useState('{"a":"((feedback.title)) ((nope))"}');
  const [url, setUrl] = useState("https://a.test/");
  return (
    <MantineProvider>
      <TagTargetProvider>
        <TagEditor
          label="JSON body"
          place="json"
          fields={fields}
          value={body}
          onChange={setBody}
          error="Refused"
          help="Write JSON"
        />
        <TagInput ariaLabel="URL" place="url" fields={fields} value={url} onChange={setUrl} />
        <TagPicker fields={fields} examples={examples} />
        <output>{url}</output>
      </TagTargetProvider>
    </MantineProvider>
  );
}

async function show(): Promise<{ body: HTMLElement; url: HTMLElement }> {
  await act(async () => root.render(<Screen />));
  const [body, url] = container.querySelectorAll<HTMLElement>(".cm-content");
  if (!body || !url) throw new Error("the editors did not open");
  return { body, url };
}

function option(text: string): HTMLElement {
  const found = [...container.querySelectorAll<HTMLElement>("[role=option]")].find((element) =>
    element.textContent?.includes(text),
  );
  if (!found) throw new Error(`no option ${text}`);
  return found;
}

test("editors carry name, description and state, and draw chips", async () => {
  const { body, url } = await show();
  const textOf = (ids: string | null) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
  expect(textOf(body.getAttribute("aria-labelledby"))).toEqual(["JSON body"]);
  expect(textOf(body.getAttribute("aria-describedby"))).toEqual(["Write JSON", "Refused"]);
  expect(body.getAttribute("aria-invalid")).toBe("true");
  expect(url.getAttribute("aria-label")).toBe("URL");
  expect([body, url].map((element) => element.getAttribute("aria-multiline"))).toEqual(["true", "false"]);
  expect([...body.querySelectorAll(".fp-tag")].map((chip) => chip.textContent)).toEqual([
    "((feedback.title))",
    "((nope))",
  ]);
  expect(body.querySelectorAll(".fp-tag-unknown")).toHaveLength(1);
});

test("a picked tag goes to the caret of the editor last used", async () => {
  const { url } = await show();
  await act(async () => option("E-mail").click());
  expect(container.textContent).toContain("Click into a field first");

  const view = EditorView.findFromDOM(url);
  await act(async () => {
    view?.focus();
    url.dispatchEvent(new FocusEvent("focus"));
    view?.dispatch({ selection: { anchor: view.state.doc.length } });
  });
  await act(async () => option("E-mail").click());
  await act(async () => option("upper").click());
  expect(container.querySelector("output")?.textContent).toBe("https://a.test/((user.email|upper))");
});

test("one line stays one line", async () => {
  const { url } = await show();
  const view = EditorView.findFromDOM(url);
  await act(async () => view?.dispatch({ changes: { from: 0, insert: "a\nb" }, userEvent: "input.paste" }));
  expect(view?.state.doc.lines).toBe(1);
});
