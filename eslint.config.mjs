import js from "@eslint/js";
import next from "@next/eslint-plugin-next";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The folders of lib, low to high. A folder imports only from those before it. */
const ladder =
  "env errors json db secrets outbound jobs auth audit mail fields conditions tags community projects users teams api-keys external-data feedback sources filters views webhooks macros listeners perform-action help web worker sample testing".split(
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
  "*/schema",
  "*/fields",
  "auth/permissions",
];

/** Test helpers may be used by every test; in production code they are the top of the ladder. */
const tests = ["**/*.test.ts", "**/*.test.tsx"];

const noParents = { group: ["../*", "**/../*"], message: "Across folders import from @/…, inside a folder from ./…" };
const noApp = {
  group: ["@/app/*", "@/components/*", "@/scripts/*", "@/e2e/*"],
  message: "lib is what is true; it knows no screens.",
};
const noTesting = { group: ["@/lib/testing/*"], message: "Nothing in production imports test helpers." };
const noReact = {
  group: ["react", "react-dom", "react-dom/*", "next", "next/*", "next-auth", "next-auth/*"],
  message: "Only lib/auth, lib/web and lib/mail know Next or React.",
};

const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns: [noParents, ...patterns] }] });

const rungs = ladder.flatMap((folder, height) => {
  const above = ladder.slice(height + 1);
  const knowsScreens = ["auth", "web", "mail"].includes(folder);
  const patterns = (names) => [
    noApp,
    ...(knowsScreens ? [] : [noReact]),
    ...(names.length > 0
      ? [{ group: names.map((name) => `@/lib/${name}/*`), message: `lib/${folder} is a lower rung of the ladder.` }]
      : []),
    { group: [`@/lib/${folder}/*`], message: "Inside a folder import from ./…" },
  ];
  return [
    { files: [`lib/${folder}/**/*.{ts,tsx}`], ignores: tests, rules: restrict(...patterns(above)) },
    // A test may also use what makes its data: the sample's factories and the test helpers.
    {
      files: tests.map((pattern) => `lib/${folder}/${pattern}`),
      rules: restrict(...patterns(above.filter((name) => !["sample", "testing"].includes(name)))),
    },
  ];
});

export default tseslint.config(
  {
    ignores: [
      ".next/",
      ".data/",
      ".cache/",
      "lib/db/generated/",
      "next-env.d.ts",
      "playwright-report/",
      "test-results/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-console": "error",
      "no-empty": "error",
      eqeqeq: ["error", "always"],
      ...restrict(),
    },
  },
  {
    files: ["{app,components}/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks, "@next/next": next, "jsx-a11y": jsxA11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...next.configs.recommended.rules,
      ...next.configs["core-web-vitals"].rules,
      ...jsxA11y.flatConfigs.recommended.rules,
      // What scrolls must be reachable by keyboard: a region with a name.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"] }],
      "@next/next/no-html-link-for-pages": "off",
    },
  },
  { files: ["{app,scripts}/**/*.{ts,tsx}"], ignores: tests, rules: restrict(noTesting) },
  {
    files: ["components/**/*.{ts,tsx}"],
    rules: restrict(
      { group: ["@/app/*"], message: "Components get everything by props." },
      {
        group: ["@/lib/*/*", ...browserSafe.map((pattern) => `!@/lib/${pattern}`)],
        message: "Components know only the browser-safe files of lib.",
      },
    ),
  },
  ...rungs,
  {
    // What a test reads back (answers, matchers) has no type, and proving its shape is the test's own job.
    files: [...tests, "e2e/**/*.ts", "lib/**/fixtures.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // Playwright reads what a fixture needs from the pattern of its first parameter, also when it needs nothing.
    files: ["e2e/support/*.ts"],
    rules: { "no-empty-pattern": ["error", { allowObjectPatternsAsParameters: true }] },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", URL: "readonly", console: "readonly" } },
  },
);
