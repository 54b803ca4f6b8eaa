import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";

// next-auth types its handler as `any`; this is the shape that the App Router gives and wants.
type Handler = (request: Request, context: unknown) => Promise<Response>;

// Made at the first request and not at import: a build has no settings.
const handler: Handler = (request, context) => (NextAuth(authOptions()) as Handler)(request, context);

export { handler as GET, handler as POST };
