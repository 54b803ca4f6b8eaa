import type { ComponentPropsWithRef } from "react";

interface IconProps extends Omit<ComponentPropsWithRef<"svg">, "stroke"> {
  /** Pixels, both ways. */
  size?: number;
  /** Width of the line, in units of the 24 × 24 drawing. */
  stroke?: number;
}

/** The frame of every drawing: lines in the colour of the text around. It only decorates, unless it has an `aria-label`. */
export function Drawing({ size = 24, stroke = 2, children, ...rest }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={stroke}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden={rest["aria-label"] === undefined ? true : undefined}
      {...rest}
    >
      {children}
    </svg>
  );
}

/** An icon drawn with lines. */
export function outline(drawing: string) {
  return function Icon(props: IconProps) {
    return (
      <Drawing {...props}>
        <path d={drawing} />
      </Drawing>
    );
  };
}

/** The same, drawn as a surface. */
export function filled(drawing: string) {
  const Icon = outline(drawing);
  return function FilledIcon(props: Omit<IconProps, "stroke">) {
    return <Icon {...props} fill="currentColor" strokeWidth={0} />;
  };
}
