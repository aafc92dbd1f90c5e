/** A server's address comes in, the small part of Socket.IO that Live needs goes out. */
import { io } from "socket.io-client";
import type { Answer } from "./wire";

/** The line to one server; tests put their own in its place. */
export interface Wire {
  readonly connected: boolean;
  open(): void;
  close(): void;
  onConnect(heard: () => void): void;
  onLost(heard: () => void): void;
  onMessage(heard: (kind: string, body: object) => void): void;
  /** Rejects when no answer comes within some seconds. */
  ask(event: "subscribe" | "unsubscribe", body: object): Promise<Answer>;
}

const ANSWER_MS = 10_000;

export function dial(server: string): Wire {
  const socket = io(server, {
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true, // without it a blocked websocket never falls back to polling
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    timeout: ANSWER_MS,
  });
  return {
    get connected() {
      return socket.connected;
    },
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    onConnect: (heard) => void socket.on("connect", heard),
    onLost: (heard) => void socket.on("disconnect", heard).on("connect_error", heard),
    onMessage: (heard) => void socket.onAny(heard),
    ask: (event, body) => socket.timeout(ANSWER_MS).emitWithAck(event, body),
  };
}
