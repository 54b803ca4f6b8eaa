import path from "node:path";

const modules = path.join(process.cwd(), "node_modules");
const inter = (weight: string) => path.join(modules, `@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`);

interface OtherFont {
  file: string;
  family: string;
  needed: RegExp;
}

const latin = ["400Regular", "600SemiBold"].map(inter);

/** Scripts that Inter has no letters for. Their files are large, so they are read for texts that need them only. */
const others: readonly OtherFont[] = [
  {
    file: "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf",
    family: "Noto Naskh Arabic",
    needed: /\p{Script=Arabic}/u,
  },
  {
    file: "@embedpdf/fonts-hebrew/fonts/NotoSansHebrew-Regular.ttf",
    family: "Noto Sans Hebrew",
    needed: /\p{Script=Hebrew}/u,
  },
  notoSans("Armenian", /\p{Script=Armenian}/u),
  notoSans("Bengali", /\p{Script=Bengali}/u),
  notoSans("Devanagari", /\p{Script=Devanagari}/u),
  notoSans("Georgian", /\p{Script=Georgian}/u),
  notoSans("Gujarati", /\p{Script=Gujarati}/u),
  notoSans("Gurmukhi", /\p{Script=Gurmukhi}/u),
  notoSans("Kannada", /\p{Script=Kannada}/u),
  notoSans("Malayalam", /\p{Script=Malayalam}/u),
  notoSans("Tamil", /\p{Script=Tamil}/u),
  notoSans("Telugu", /\p{Script=Telugu}/u),
  notoSans("Thai", /\p{Script=Thai}/u),
  {
    file: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    family: "Noto Emoji",
    needed: /(?![0-9#*])\p{Emoji}|[\u2190-\u2bff]/u,
  },
  {
    file: "@embedpdf/fonts-jp/fonts/NotoSansJP-Regular.otf",
    family: "Noto Sans Japanese",
    needed: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u,
  },
  {
    file: "@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf",
    family: "Noto Sans S Chinese",
    needed: /\p{Script=Han}/u,
  },
  {
    file: "@embedpdf/fonts-kr/fonts/NotoSansKR-Regular.otf",
    family: "Noto Sans Korean",
    needed: /\p{Script=Hangul}/u,
  },
];

function notoSans(script: string, needed: RegExp): OtherFont {
  return {
    file: `@expo-google-fonts/noto-sans-${script.toLowerCase()}/400Regular/NotoSans${script}_400Regular.ttf`,
    family: `Noto Sans ${script}`,
    needed,
  };
}

export interface Fonts {
  files: string[];
  /** In this order each letter looks for its font. */
  families: string[];
}

/** The fonts that a text is written with. */
export function fontsFor(text: string): Fonts {
  const needed = others.filter((font) => font.needed.test(text));
  return {
    files: [...latin, ...needed.map(({ file }) => path.join(modules, file))],
    families: ["Inter", ...needed.map(({ family }) => family)],
  };
}
