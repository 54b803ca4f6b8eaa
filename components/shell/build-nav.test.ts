import { describe, expect, test } from "vitest";
import { buildNav, type NavInput, type NavRole } from "./build-nav";
import type { NavItem } from "./nav-tree";

const aurora = { key: "aurora", name: "Aurora" };
const all: NavInput["features"] = ["integrations", "reports", "teams", "automation", "mailbox"];

describe("the rail", () => {
  test("gives a manager the seeds' words in their order", () => {
    expect(words(as("manager"))).toEqual([
      "Home",
      "Feedback > Bug report",
      "Management > Users > Project users",
      "Management > Users > User resources",
      "Management > Users > User automation",
      "Management > Users > Teams",
      "Management > Project configuration > Feedback types",
      "Management > Project configuration > E-mail templates",
      "Management > Project configuration > Score ranks",
      "Management > Project configuration > Recipes",
      "Management > Project configuration > Copy and export",
      "Management > External data",
      "Management > Custom reports",
      "Management > Data packages",
      "Management > Logs",
      "Management > Audit log",
    ]);
  });

  test("adds Community tools for a community manager, also outside a project", () => {
    expect(words({ isCommunityManager: true, projects: [aurora], project: null, features: all })).toEqual([
      "Home",
      "Community tools > Users > Community users",
      "Community tools > Users > User resources",
      "Community tools > Users > User automation",
      "Community tools > Users > E-mail templates",
      "Community tools > Users > Profile fields",
      "Community tools > Users > Score ranks",
      "Community tools > Teams",
      "Community tools > API keys",
      "Community tools > External data",
      "Community tools > Custom reports",
      "Community tools > Data packages",
      "Community tools > Logs",
      "Community tools > Audit log",
      "Community tools > Mailbox",
      "Community tools > Settings",
    ]);
  });

  test.each<[NavRole, string[]]>([
    ["support", ["Home", "Feedback > Bug report", "Management > Users > Project users", "Management > Logs"]],
    ["participant", ["Home", "Feedback > Bug report"]],
    ["applicant", ["Home"]],
  ])("shows %s only what the role includes", (role, expected) => {
    expect(words({ ...as(role), features: ["integrations"] })).toEqual(expected);
  });

  test("hides the integration screens while there is no usable API key, but never the keys themselves", () => {
    const entries = words({ ...as("manager"), isCommunityManager: true, features: [] });
    expect(entries.filter((entry) => entry.endsWith("External data"))).toEqual([]);
    expect(entries).toContain("Community tools > API keys");
  });
});

function as(role: NavRole): NavInput {
  const project = { ...aurora, role, feedbackTypes: [{ key: "bug", name: "Bug report" }] };
  return { isCommunityManager: false, projects: [aurora], project, features: all };
}

function words(input: NavInput): string[] {
  return buildNav(input).sections.flatMap((section) => leaves(section.items, section.label ? [section.label] : []));
}

function leaves(items: NavItem[], path: string[]): string[] {
  return items
    .filter((item) => !item.paletteOnly)
    .flatMap((item) => {
      const here = [...path, item.label];
      const below = leaves(item.children ?? [], here);
      return below.length > 0 ? below : [here.join(" > ")];
    });
}
