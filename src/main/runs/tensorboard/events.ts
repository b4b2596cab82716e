import { message, type MessageWriter } from '../../formats/protobuf';

/** When an event happened: what TensorBoard draws it against. */
export interface EventMoment {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
}

export interface Scalar {
  readonly tag: string;
  readonly value: number;
}

export interface PictureSummary {
  readonly tag: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** 1 = grey, 3 = red, green, blue. */
  readonly channels: number;
  /** The whole file. */
  readonly png: Uint8Array;
}

/** The first event of every file. The field numbers are those of tensorboard/compat/proto/event.proto and summary.proto. */
export function versionEvent(wallTime: number): Uint8Array {
  return event({ wallTime, step: 0 }).text(3, 'brain.Event:2').finish();
}

/** @param graph the bytes of a GraphDef */
export function graphEvent(wallTime: number, graph: Uint8Array): Uint8Array {
  return event({ wallTime, step: 0 }).bytes(4, graph).finish();
}

/** Says that a run goes on with this step: TensorBoard forgets what it had read of later ones. */
export function restartEvent(moment: EventMoment): Uint8Array {
  const start = 1;
  return event(moment).message(7, message().integer(1, start)).finish();
}

/** All numbers of one moment in one event. Values become float32. */
export function scalarsEvent(moment: EventMoment, scalars: readonly Scalar[]): Uint8Array {
  const summary = message();
  for (const { tag, value } of scalars) summary.message(1, message().text(1, tag).float(2, value));
  return event(moment).message(5, summary).finish();
}

export function pictureEvent(moment: EventMoment, { tag, width, height, channels, png }: PictureSummary): Uint8Array {
  const image = message().integer(1, height).integer(2, width).integer(3, channels).bytes(4, png);
  const summary = message().message(1, message().text(1, tag).message(4, image));
  return event(moment).message(5, summary).finish();
}

function event({ wallTime, step }: EventMoment): MessageWriter {
  const written = message().double(1, wallTime);
  return step === 0 ? written : written.integer(2, step);
}
