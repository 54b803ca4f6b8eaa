/** Why what a viewer chose does not show in an element, by the labels of what its data does not have; null when all of it applied. */
export function passedOverWords(labels: readonly string[]): string | null {
  return labels.length === 0 ? null : `Not narrowed by ${labels.join(", ")}: its data does not have that.`;
}
