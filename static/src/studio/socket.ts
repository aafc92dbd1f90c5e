/** A server comes in; the line to its studio, as live.ts needs it, goes out. Tests put their own in its place. */
import { io } from "socket.io-client";

export interface Line {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  on(event: string, heard: (body: never) => void): void;
  /** Rejects when no answer comes within some seconds. */
  ask(event: string, body: object): Promise<unknown>;
  /** Lost when the line is not open. */
  tell(event: string, body: object): void;
}

const ANSWER_MS = 10_000;

/** The session's cookie says who we are. */
export function dial(server = ""): Line {
  const socket = io(`${server}/studio`, {
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true, // without it a blocked websocket never falls back to polling
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: ANSWER_MS,
  });
  return {
    get isOpen() {
      return socket.connected;
    },
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    on: (event, heard) => void socket.on(event, heard as (body: unknown) => void),
    ask: (event, body) => socket.timeout(ANSWER_MS).emitWithAck(event, body),
    tell: (event, body) => void socket.volatile.emit(event, body),
  };
}
