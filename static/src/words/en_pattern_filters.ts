/** English for which work a pattern counts; patterns.ts chooses the language. */

/** `title` stands before the inputs, `add` in the list of what can be added. */
export const filters: Record<string, { title: string; add: string; hint?: string }> = {
  kinds: { title: "What counts", add: "kind of work" },
  projects: { title: "In the projects", add: "in certain projects" },
  labels: { title: "With one of the labels", add: "with a label", hint: "Type a label and press Enter." },
  paths: {
    title: "In files whose path begins with",
    add: "in certain files",
    hint: "Such as docs/ or src/parser. Pushes tell their files.",
  },
  disciplines: { title: "In the disciplines", add: "in a discipline" },
  sizes: { title: "Of the size", add: "of a certain size" },
  reasons: { title: "With the outcome", add: "with a certain outcome" },
  hours: { title: "At the time of day", add: "at a time of day" },
  weekdays: { title: "On the weekdays", add: "on certain weekdays" },
  roles: { title: "Done by somebody who is", add: "by people of a role" },
  newcomer: { title: "First-time contributor", add: "by or for first-time contributors" },
  co_authored: { title: "Done together", add: "written together with others" },
  answered_within_hours: { title: "Answered quickly", add: "answered within a time" },
};

export const filterChoices: Record<string, Record<string, string>> = {
  kinds: {
    "issue.closed": "issues closed",
    "issue.opened": "issues opened",
    "pull_request.merged": "pull requests merged",
    "pull_request.opened": "pull requests opened",
    "pull_request.rejected": "pull requests closed unmerged",
    "review.given": "reviews given",
    "push.made": "pushes",
    "card.completed": "cards completed",
    "check_item.completed": "checklist items ticked off",
    "contribution.made": "contributions from elsewhere",
    "star.given": "stars given",
    penalty: "penalties of the tariff",
  },
  sizes: { XS: "XS", S: "S", M: "M", L: "L", XL: "XL", XXL: "XXL" },
  reasons: {
    completed: "completed",
    not_planned: "not planned",
    duplicate: "duplicate",
    approved: "review: approved",
    changes_requested: "review: changes asked for",
    commented: "review: comments",
  },
  weekdays: {
    mon: "Monday",
    tue: "Tuesday",
    wed: "Wednesday",
    thu: "Thursday",
    fri: "Friday",
    sat: "Saturday",
    sun: "Sunday",
  },
  roles: {
    contributor: "contributor",
    moderator: "moderator",
    admin: "admin",
    super_admin: "super admin",
    owner: "server owner",
  },
  disciplines: {
    design: "design",
    "front-end": "front end",
    "back-end": "back end",
    testing: "testing",
    documentation: "documentation",
    community: "community",
  },
  newcomer: { yes: "by or for a first-time contributor", no: "by and for people who contributed before" },
  co_authored: { yes: "written together with others", no: "done alone" },
};

export const filterWords = {
  from: "from",
  until: "until",
  hour: (hour: number) => `${String(hour).padStart(2, "0")}:00`,
  hoursLabel: { from: "From which hour", until: "Until which hour" },
  zone: "in the organisation’s time zone",
  within: "within",
  hours: "hours",
  withinLabel: "Within how many hours",
  noProjects: "There are no projects yet.",
};

export const chips = {
  add: "Add",
  remove: (text: string) => `Remove ${text}`,
};
