// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { leavingTo } from "./leaving-to";

beforeEach(() => history.replaceState(null, "", "/reports/1?show=settings"));

test("a link to another page leaves the form, one that only asks the same page something else does not", () => {
  expect(clicked('<a href="/reports/2?after=3#x">Next</a>')).toBe("/reports/2?after=3#x");
  expect(clicked('<a href="/reports/1?after=3">Older</a>')).toBeNull();
  expect(clicked('<a href="/reports/2" target="_blank">Help</a>')).toBeNull();
  expect(clicked('<a href="https://example.com/reports/2">Elsewhere</a>')).toBeNull();
  expect(clicked('<a href="/reports/2">In a new tab</a>', { ctrlKey: true })).toBeNull();
});

test("a tab of the same page leaves the form, because another takes its place", () => {
  expect(clicked('<nav data-tabs><a href="/reports/1">What it sent</a></nav>')).toBe("/reports/1");
});

function clicked(html: string, init: MouseEventInit = {}): string | null {
  document.body.innerHTML = html;
  let leads: string | null = null;
  const note = (event: MouseEvent) => {
    leads = leavingTo(event);
    event.preventDefault();
  };
  document.addEventListener("click", note, { once: true });
  document.querySelector("a")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
  return leads;
}
