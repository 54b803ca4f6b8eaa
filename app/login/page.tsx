import { redirect } from "next/navigation";
import { BareFrame } from "@/components/shell/bare-frame";
import { currentPerson } from "@/lib/auth/current-person";
import { configuredOrigin, env } from "@/lib/env/env";
import { anyUser } from "@/lib/users/any-user";
import { safePath } from "./safe-path";
import { SignInForm } from "./sign-in-form";

export const metadata = { title: "Sign in" };

interface LoginProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LoginPage({ searchParams }: LoginProps) {
  const { next, error, callbackUrl } = await searchParams;
  // next-auth says where one wanted to go with our origin before it.
  const to = safePath(next ?? (typeof callbackUrl === "string" && callbackUrl.replace(configuredOrigin(), "")));
  if (await currentPerson()) redirect(to);
  if (!(await anyUser())) redirect("/setup");
  return (
    <BareFrame narrow>
      <SignInForm
        to={to}
        singleSignOn={env.OIDC_ISSUER && env.OIDC_CLIENT_ID ? env.OIDC_NAME : null}
        problem={typeof error === "string" ? error : null}
      />
    </BareFrame>
  );
}
