import { statusColors } from "@/lib/feedback/schema";

export const colorOptions = statusColors.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}));
