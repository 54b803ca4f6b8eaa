import { defineConfig, type OxlintOverride } from "oxlint";

/** The folders of lib, low to high. A folder imports only from those before it. */
const ladder =
  "env errors json csv db secrets outbound jobs auth audit mail fields conditions tags events community projects users teams invitations api-keys external-data feedback sources filters views webhooks mail-templates macros listeners perform-action automation elements charts documents reports exports distributions data-packages home restore configuration recipes imports help web worker sample testing".split(
    " ",
  );

/** What a component may know of lib: no server, no database, no sending. */
const browserSafe = [
  "fields/*",
  "conditions/*",
  "tags/*",
  "errors/*",
  "json/*",
  "help/*",
  "elements/{data,styles,table,words}",
  "*/schema",
  "*/fields",
  "*/states",
  "auth/permissions",
];

/** Test helpers may be used by every test; in production code they are the top of the ladder. */
const tests = ["**/*.test.ts", "**/*.test.tsx"];

interface Ban {
  group: string[];
  message: string;
}

const noParents = { group: ["../*", "**/../*"], message: "Across folders import from @/…, inside a folder from ./…" };
const noApp = {
  group: ["@/app/*", "@/components/*", "@/scripts/*", "@/e2e/*"],
  message: "lib is what is true; it knows no screens.",
};
const noTesting = { group: ["@/lib/testing/*"], message: "Nothing in production imports test helpers." };
const ownLink = {
  group: ["next/link"],
  message: "Links are components/kit/link, which fetch nothing before they are meant.",
};
const noReact = {
  group: ["react", "react-dom", "react-dom/*", "next", "next/*", "next-auth", "next-auth/*"],
  message: "Only lib/auth, lib/web and lib/mail know Next or React.",
};

function restrict(...bans: Ban[]): NonNullable<OxlintOverride["rules"]> {
  return { "eslint/no-restricted-imports": ["error", { patterns: [noParents, ...bans] }] };
}

const rungs = ladder.flatMap((folder, height) => {
  const above = ladder.slice(height + 1);
  const knowsScreens = ["auth", "web", "mail"].includes(folder);
  const bans = (names: string[]): Ban[] => [
    noApp,
    ...(knowsScreens ? [] : [noReact]),
    ...(names.length > 0
      ? [{ group: names.map((name) => `@/lib/${name}/*`), message: `lib/${folder} is a lower rung of the ladder.` }]
      : []),
    { group: [`@/lib/${folder}/*`], message: "Inside a folder import from ./…" },
  ];
  return [
    { files: [`lib/${folder}/**/*.{ts,tsx}`], rules: restrict(...bans(above)) },
    // A test may also use what makes its data: the sample's factories and the test helpers.
    {
      files: tests.map((pattern) => `lib/${folder}/${pattern}`),
      rules: restrict(...bans(above.filter((name) => !["sample", "testing"].includes(name)))),
    },
  ];
});

export default defineConfig({
  plugins: ["eslint", "typescript", "oxc", "unicorn", "import", "react", "jsx-a11y", "nextjs"],
  // What is wrong in anybody's code; the rest is named below.
  categories: { correctness: "error" },
  options: { typeAware: true, typeCheck: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: [".next/", ".data/", ".cache/", "lib/db/generated/", "next-env.d.ts", "test-results/"],
  rules: {
    ...restrict(),
    "eslint/eqeqeq": ["error", "always"],
    "eslint/no-case-declarations": "error",
    "eslint/no-console": "error",
    "eslint/no-empty": "error",
    "eslint/no-fallthrough": "error",
    "eslint/no-prototype-builtins": "error",
    "eslint/no-regex-spaces": "error",
    "eslint/no-unexpected-multiline": "error",
    "eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "eslint/no-useless-assignment": "error",
    "eslint/no-var": "error",
    "eslint/prefer-const": "error",
    "eslint/prefer-rest-params": "error",
    "eslint/prefer-spread": "error",
    "eslint/preserve-caught-error": "error",
    "import/no-cycle": "error",
    // An empty corner of a table is no control.
    "jsx-a11y/control-has-associated-label": ["error", { ignoreElements: ["td"] }],
    "jsx-a11y/no-interactive-element-to-noninteractive-role": ["error", { tr: ["row"] }],
    "jsx-a11y/no-noninteractive-element-to-interactive-role": ["error", { ul: ["listbox"], li: ["option"] }],
    // A table whose rows are shown as cards loses its roles unless they are said.
    "jsx-a11y/no-redundant-roles": "off",
    // No tag says a group of controls, a message that appears or a table of cards as well as its role does.
    "jsx-a11y/prefer-tag-over-role": "off",
    // What scrolls must be reachable by keyboard: a region with a name.
    "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"] }],
    "nextjs/no-html-link-for-pages": "off",
    "react/rules-of-hooks": "error",
    "react/unsupported-syntax": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "typescript/no-empty-object-type": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, arguments: false } }],
    "typescript/no-namespace": "error",
    "typescript/no-require-imports": "error",
    "typescript/no-unnecessary-type-assertion": "error",
    "typescript/no-unnecessary-type-constraint": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-enum-comparison": "error",
    "typescript/no-unsafe-function-type": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/only-throw-error": "error",
    "typescript/prefer-promise-reject-errors": "error",
    "typescript/restrict-plus-operands": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  },
  overrides: [
    // The hooks of Playwright's fixtures are named alike and are none.
    { files: ["e2e/**/*.ts"], rules: { "react/rules-of-hooks": "off" } },
    { files: ["{app,scripts}/**/*.{ts,tsx}"], rules: restrict(noTesting, ownLink) },
    { files: ["app/**/*.test.{ts,tsx}", "app/_rights/**/*.ts", "scripts/**/*.test.ts"], rules: restrict() },
    {
      files: ["components/**/*.{ts,tsx}"],
      rules: restrict(
        ownLink,
        { group: ["@/app/*"], message: "Components get everything by props." },
        {
          group: ["@/lib/*/*", ...browserSafe.map((pattern) => `!@/lib/${pattern}`)],
          message: "Components know only the browser-safe files of lib.",
        },
      ),
    },
    { files: ["components/kit/link.tsx"], rules: { "eslint/no-restricted-imports": "off" } },
    ...rungs,
    {
      // What a test reads back (answers, matchers) has no type, and proving its shape is the test's own job.
      files: [...tests, "e2e/**/*.ts", "lib/**/fixtures.ts"],
      rules: {
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-call": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
      },
    },
    {
      // Playwright reads what a fixture needs from the pattern of its first parameter, also when it needs nothing.
      files: ["e2e/support/*.ts"],
      rules: { "eslint/no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }] },
    },
  ],
});
