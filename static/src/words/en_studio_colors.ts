/** English for what colours are called: those whose names we gave, and new ones by how they look; studio.ts chooses. */

const hues = {
  black: "black",
  white: "white",
  grey: "grey",
  red: "red",
  brown: "brown",
  orange: "orange",
  gold: "gold",
  yellow: "yellow",
  green: "green",
  teal: "teal",
  blue: "blue",
  purple: "purple",
  pink: "pink",
};
export type Hue = keyof typeof hues;

export const colorNames = {
  /** Stored by our templates and by the studio. */
  known: {
    main: "Main",
    primary: "Main",
    accent: "Second",
    metal: "Metal",
    paper: "Paper",
    words: "Words",
    quiet: "Quiet words",
    edge: "Edge",
    dot: "Dot",
    fire: "Fire",
    core: "Core of the fire",
    thread: "Thread",
  } as Record<string, string>,
  hues,
  /** A colour by its looks, also as the name that is stored. */
  looks: (hue: string, shade: "light" | "dark" | "") => (shade ? `${shade} ${hue}` : hue),
  beside: (name: string, how: "lighter" | "darker") => `${name}, ${how}`,
  again: (name: string, number: number) => `${name} ${number}`,
};
