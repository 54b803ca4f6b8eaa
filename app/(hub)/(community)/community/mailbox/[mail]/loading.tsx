import { RecordSkeleton } from "@/components/states/record-skeleton";

export default function Loading() {
  return <RecordSkeleton />;
}
