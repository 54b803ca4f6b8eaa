import { FormSkeleton } from "@/components/states/form-skeleton";

export default function Loading() {
  return <FormSkeleton fields={6} />;
}
