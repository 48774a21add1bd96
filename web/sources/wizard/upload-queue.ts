import type { Problem } from '../../../src/lib/problem.ts';
import { toProblem } from '../../ui/api/client.ts';
import { sendFile, type Sending } from '../../ui/api/send-file.ts';

/** A file that is on its way, or did not get through. */
export interface PendingFile {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly share: number;
  readonly problem: Problem | null;
}

/** What uploads were called here, for those that the server cannot read. */
const names = new Map<string, string>();

/** The name of a file that was sent from this page. */
export function nameOfUpload(upload: string): string | undefined {
  return names.get(upload);
}

const mostFiles = 100;
/** So many files are sent at a time. */
const atOnce = 3;
let last = 0;

interface WaitingFile {
  readonly id: number;
  readonly file: File;
}

function showFile({ id, file: { name, size } }: WaitingFile): PendingFile {
  return { id, name, bytes: size, share: 0, problem: null };
}

/** Sends files to a workspace, a few at a time. */
export function createUploadQueue(workspace: string) {
  let pending: readonly PendingFile[] = [];
  let arrived: readonly string[] = [];
  const waiting: WaitingFile[] = [];
  const sendings = new Map<number, Sending>();
  const listeners = new Set<() => void>();
  const publish = (files: readonly PendingFile[]): void => {
    pending = files;
    for (const listener of listeners) listener();
  };
  const change = (id: number, part: Partial<PendingFile>): void =>
    publish(pending.map((file) => (file.id === id ? { ...file, ...part } : file)));
  const without = (id: number): readonly PendingFile[] => pending.filter((file) => file.id !== id);
  const send = async (id: number, file: File): Promise<void> => {
    const sending = sendFile(file, workspace, (share) => change(id, { share }));
    sendings.set(id, sending);
    try {
      const { upload } = await sending.sent;
      names.set(upload, file.name);
      arrived = [...arrived, upload];
      publish(without(id));
    } catch (error) {
      change(id, { problem: toProblem(error) });
    }
    sendings.delete(id);
    pump();
  };
  const pump = (): void => {
    while (sendings.size < atOnce) {
      const next = waiting.shift();
      if (next === undefined) return;
      void send(next.id, next.file);
    }
  };
  return {
    read: (): readonly PendingFile[] => pending,
    /** Ids of the uploads that have arrived since this was called last. */
    takeArrived(): readonly string[] {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(files: readonly File[]): void {
      const added = files.slice(0, mostFiles).map((file) => ({ id: (last += 1), file }));
      waiting.push(...added);
      publish([...pending, ...added.map(showFile)]);
      pump();
    },
    cancel(id: number): void {
      const at = waiting.findIndex((one) => one.id === id);
      if (at >= 0) waiting.splice(at, 1);
      sendings.get(id)?.cancel();
      publish(without(id));
    },
  };
}
