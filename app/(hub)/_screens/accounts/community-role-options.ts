export const communityRoleOptions = [
  { value: "member", label: "Member", help: "Takes part in projects, in the role given there." },
  {
    value: "community_manager",
    label: "Community manager",
    help: "Manages users, API keys and settings, and every project.",
  },
];
