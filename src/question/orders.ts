// Orders to a worker and its answers, by number: what threads of Node and workers of a page have in common.

import { type Order, type Reply, worker } from "../paths/job.ts";

export interface Asked {
  readonly id: number;
  readonly order: Order;
}
export type Answered = { readonly id: number } & ({ readonly reply: Reply } | { readonly error: string });

/** What a worker posts back, and the buffers that it hands over with it. */
interface Posting {
  readonly answered: Answered;
  readonly handedOver: ArrayBuffer[];
}

/** The side of the worker: it does what it is told with paths. */
export function answering(): (asked: Asked) => Posting {
  const take = worker();
  return ({ id, order }) => {
    try {
      const reply = take(order);
      const record = reply.kind === "block" ? reply.record : undefined;
      const buffers = record ? [record.values.buffer, record.failed.buffer] : [];
      return { answered: { id, reply }, handedOver: buffers as ArrayBuffer[] };
    } catch (error) {
      return { answered: { id, error: String((error as Error).stack ?? error) }, handedOver: [] };
    }
  };
}

/** The side that gives orders. */
export interface Asking {
  ask(order: Order): Promise<Reply>;
  /** An answer has come. */
  told(answered: Answered): void;
  /** No more will come: what waits fails. */
  end(error: Error): void;
}

export function asking(post: (asked: Asked) => void): Asking {
  const waiting = new Map<number, { done(reply: Reply): void; failed(error: Error): void }>();
  let next = 0;
  return {
    ask: (order) =>
      new Promise((done, failed) => {
        waiting.set(next, { done, failed });
        post({ id: next++, order });
      }),
    told: (answered) => {
      const asked = waiting.get(answered.id);
      waiting.delete(answered.id);
      if ("reply" in answered) asked?.done(answered.reply);
      else asked?.failed(new Error(answered.error));
    },
    end: (error) => {
      for (const asked of waiting.values()) asked.failed(error);
      waiting.clear();
    },
  };
}
