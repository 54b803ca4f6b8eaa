import type { MantineColorsTuple } from "@mantine/core";

/** Shade 6 of every colour carries white text at 4.5:1 or better, so one `primaryShade` serves them all. */
export const colors = {
  gray: tuple("#f8f9fb #f2f4f7 #e7eaef #dadee6 #c4cad4 #9aa2b1 #6b7384 #565e6e #363c48 #1b1f27"),
  dark: tuple("#e4e6eb #b3b8c4 #8d93a1 #6a707e #363a44 #2b2e37 #1f2128 #15161a #101114 #0b0c0e"),
  indigo: tuple("#eef2ff #e0e7ff #c7d2fe #a5b4fc #818cf8 #6366f1 #4f46e5 #4338ca #3730a3 #312e81"),
  blue: tuple("#eff6ff #dbeafe #bfdbfe #93c5fd #60a5fa #3b82f6 #2563eb #1d4ed8 #1e40af #1e3a8a"),
  green: tuple("#effcf3 #dcf7e5 #bbecca #86dca3 #4cc274 #22a352 #15803d #166534 #14532d #0b3a1f"),
  yellow: tuple("#fefce8 #fdf5c4 #fbe88a #f7d54a #eebd1c #d19c0c #a16207 #854d0e #6b3d00 #4a2a02"),
  orange: tuple("#fff6ed #ffe8d3 #ffd0a5 #fdb06d #fb8b35 #ee6c12 #c2410c #9a3412 #7a3200 #4c1c07"),
  red: tuple("#fef2f2 #fde3e3 #fbcaca #f7a3a3 #f27878 #e64545 #cf2424 #b01c1c #8f1414 #681010"),
} as const;

function tuple(hexes: string): MantineColorsTuple {
  return hexes.split(" ") as unknown as MantineColorsTuple;
}
