/** What the server says of designs, over REST and over the socket. */
import type { Given } from "./drawing";
import type { Change } from "./steps";

export type Access = "view" | "comment" | "edit" | "own";

export interface VersionCard {
  id: number;
  number: number;
  key: string;
  image: string;
  words: string;
  by: string;
  made_at: string;
}

export interface DesignCard {
  id: number;
  name: string;
  template: string | null;
  by: string;
  created_at: string;
  updated_at: string;
  seq: number;
  version: VersionCard | null;
  image: string;
  access: Access;
  used: number;
}

export interface DesignWhole extends DesignCard {
  /** As the server keeps it: drawing.ts's `wholeDrawing` fills in what is as usual. */
  drawing: object;
  free: boolean;
  given: Given;
  comments: number;
}

/** One step; `client` is the studio that sent it and a number. */
export interface StepCard {
  seq: number;
  client: string;
  by: string;
  person: number | null;
  at: string;
  changes: Change[];
}

export interface CommentCard {
  id: number;
  layer: string | null;
  text: string;
  by: string;
  person: number | null;
  at: string;
  resolved_at: string | null;
}

/** Somebody who has the design open; `key` names their studio. */
export interface Here {
  key: string;
  name: string;
  person: number | null;
  avatar: string | null;
  color: string;
}

export interface Pointer {
  x: number;
  y: number;
  picked: string[];
}
