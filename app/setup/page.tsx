import { redirect } from "next/navigation";
import { BareFrame } from "@/components/shell/bare-frame";
import { currentPerson } from "@/lib/auth/current-person";
import { getCommunity } from "@/lib/community/settings";
import { anyUser } from "@/lib/users/any-user";
import { SetupForm } from "./setup-form";

export const metadata = { title: "First run" };

export default async function SetupPage() {
  if (await anyUser()) redirect((await currentPerson()) ? "/" : "/login");
  const community = await getCommunity();
  return (
    <BareFrame narrow>
      <SetupForm timeZone={community.timeZone} />
    </BareFrame>
  );
}
