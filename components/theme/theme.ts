"use client";

import {
  ActionIcon,
  Anchor,
  Button,
  Card,
  Checkbox,
  createTheme,
  Drawer,
  Input,
  Menu,
  Modal,
  Notification,
  Paper,
  Popover,
  Radio,
  Switch,
  Table,
  Tooltip,
} from "@mantine/core";
import { colors } from "./colors";

const sans =
  '"Inter Variable", Inter, "Segoe UI", system-ui, -apple-system, "Noto Sans", "Noto Sans CJK JP", sans-serif, "Noto Color Emoji"';

export const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, monospace';

const choice = { label: { fontSize: "0.8125rem" }, description: { fontSize: "0.75rem" } };

const dialogTitle = { fontSize: "1rem", fontWeight: 600 };

/** Hairlines instead of shadows, 14 px for work, one accent. Contrast lives in `css-variables.ts`. */
export const theme = createTheme({
  colors,
  primaryColor: "indigo",
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.22,
  white: "#ffffff",
  black: "#1b1f27",
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.5", lg: "1.5", xl: "1.45" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  defaultRadius: "sm",
  radius: { xs: "0.25rem", sm: "0.375rem", md: "0.5rem", lg: "0.75rem", xl: "1rem" },
  headings: {
    fontFamily: sans,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.75rem" },
      h2: { fontSize: "1rem", lineHeight: "1.5rem" },
      h3: { fontSize: "0.875rem", lineHeight: "1.25rem" },
      h4: { fontSize: "0.8125rem", lineHeight: "1.25rem" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(16 24 40 / 6%)",
    sm: "0 2px 6px rgb(16 24 40 / 8%)",
    md: "0 6px 20px rgb(16 24 40 / 12%)",
    lg: "0 12px 32px rgb(16 24 40 / 16%)",
    xl: "0 20px 48px rgb(16 24 40 / 20%)",
  },
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Close" } } }),
    Button: Button.extend({
      defaultProps: { size: "sm", fw: 550 },
      vars: (_theme, { size }) => ({
        root: size === "sm" ? { "--button-height": "2rem", "--button-padding-x": "0.8125rem" } : {},
      }),
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 30 } }),
    Anchor: Anchor.extend({ defaultProps: { underline: "hover" } }),
    Input: Input.extend({
      defaultProps: { size: "sm" },
      vars: (_theme, { size }) => ({ wrapper: size === "sm" ? { "--input-height": "2rem" } : {} }),
    }),
    InputDescription: Input.Description.extend({
      vars: () => ({ description: { "--input-description-size": "0.75rem" } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: "sm", inputWrapperOrder: ["label", "description", "input", "error"] },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "xs", radius: 4, styles: choice } }),
    Radio: Radio.extend({ defaultProps: { size: "xs", styles: choice } }),
    Switch: Switch.extend({ defaultProps: { size: "sm", withThumbIndicator: false, styles: choice } }),
    Card: Card.extend({ defaultProps: { withBorder: true, shadow: "none", radius: "md" } }),
    Paper: Paper.extend({ defaultProps: { radius: "md" } }),
    Menu: Menu.extend({
      defaultProps: { shadow: "md", radius: "md", withinPortal: true, withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", radius: "md" } }),
    // A dialog's head is no banner of the page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    DrawerHeader: { defaultProps: { role: "presentation" } },
    Modal: Modal.extend({
      defaultProps: { radius: "md", centered: true, closeButtonProps: { "aria-label": "Close" } },
      styles: { title: dialogTitle },
    }),
    Drawer: Drawer.extend({
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: { title: dialogTitle },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 250, events: { hover: true, focus: true, touch: true }, multiline: true },
    }),
    Table: Table.extend({ defaultProps: { fz: "sm", verticalSpacing: 6, horizontalSpacing: "sm" } }),
  },
});
