/** Blocks that stand on pages of one orientation. */
export interface PdfSection<Block> {
  isLandscape: boolean;
  blocks: Block[];
}

/**
 * Blocks by the orientation that their elements need. What leads to an element (the beginning of the report, a heading with the texts
 * below it) stands on the same page as that, so that no page has a title alone.
 */
export function pdfSections<Block extends { kind: string }>(
  blocks: readonly Block[],
  isLandscape: (element: Block) => boolean,
): PdfSection<Block>[] {
  const sections: PdfSection<Block>[] = [];
  let leading: Block[] = [];
  const flush = () => {
    if (sections.length === 0) sections.push({ isLandscape: false, blocks: [] });
    sections.at(-1)?.blocks.push(...leading);
    leading = [];
  };
  for (const block of blocks) {
    if (block.kind === "elements") {
      const wanted = isLandscape(block);
      if (sections.at(-1)?.isLandscape !== wanted) sections.push({ isLandscape: wanted, blocks: [] });
      flush();
      sections.at(-1)?.blocks.push(block);
      continue;
    }
    leading.push(block);
    const isLed = leading[0]?.kind === "heading" || sections.length === 0;
    if (!isLed || block.kind === "page_break") flush();
  }
  flush();
  return sections;
}
