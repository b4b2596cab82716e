import * as tf from '@tensorflow/tfjs-core';
import type { NativeBackend } from './native-backend';

export type Inputs<Name extends string> = Readonly<Record<Name, tf.Tensor>>;

type Output = tf.Tensor | tf.Tensor[];

/** What an operation's gradient may use of its forward run. */
interface Kept<Name extends string, Result extends Output> {
  /** The inputs named in `keepsInputs`. Their own dependence on earlier values is known to the tape. */
  readonly inputs: Inputs<Name>;
  /**
   * The outputs, where `keepsOutputs` is set. tfjs forgets how they depend on the inputs, so a gradient may use them
   * only where that dependence does not matter for second derivatives.
   */
  readonly outputs: Result;
}

/** One operation: what it is on each backend, and its gradient made of operations that have gradients themselves. */
interface OperationDefinition<Name extends string, Attributes extends object, Result extends Output> {
  readonly name: string;
  /** Native TensorFlow. */
  readonly native: (backend: NativeBackend, inputs: Inputs<Name>, attributes: Attributes) => Result;
  /** The pure-JavaScript backend, made of tfjs-core's functions. */
  readonly portable: (inputs: Inputs<Name>, attributes: Attributes) => Result;
  readonly keepsInputs?: readonly NoInfer<Name>[];
  readonly keepsOutputs?: boolean;
  /** Left out: asking for the derivative throws, with the operation's name. */
  readonly gradient?: (
    outputGradient: Result,
    kept: Kept<Name, Result>,
    attributes: Attributes,
  ) => Readonly<Record<NoInfer<Name>, () => tf.Tensor>>;
}

/** No attributes. */
export type None = Record<never, never>;

/** Runs on the backend in use; the attributes are left out where there are none. */
export type Operation<Name extends string, Attributes extends object = None, Result extends Output = tf.Tensor> = (
  inputs: Inputs<Name>,
  ...attributes: keyof Attributes extends never ? [attributes?: Attributes] : [attributes: Attributes]
) => Result;

/** tfjs' names of the two backends. */
const nativeBackendName = 'tensorflow';
const portableBackendName = 'cpu';

/** Registers an operation on both backends and hands out the function that runs it on the one in use. */
export function defineOperation<
  Name extends string,
  Attributes extends object = None,
  Result extends Output = tf.Tensor,
>(definition: OperationDefinition<Name, Attributes, Result>): Operation<Name, Attributes, Result> {
  const kernelName = `Studio${definition.name}`;
  tf.registerKernel({
    kernelName,
    backendName: nativeBackendName,
    kernelFunc: ({ inputs, attrs, backend }) =>
      definition.native(
        backend as unknown as NativeBackend,
        inputs as unknown as Inputs<Name>,
        attrs as unknown as Attributes,
      ),
  });
  tf.registerKernel({
    kernelName,
    backendName: portableBackendName,
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => definition.portable(inputs as unknown as Inputs<Name>, attrs as unknown as Attributes)),
  });
  registerGradient(kernelName, definition);
  return (inputs, ...[attributes]) =>
    tf.engine().runKernel(kernelName, inputs as tf.NamedTensorMap, attributes as unknown as tf.NamedAttrMap) as Result;
}

function registerGradient<Name extends string, Attributes extends object, Result extends Output>(
  kernelName: string,
  definition: OperationDefinition<Name, Attributes, Result>,
): void {
  const { gradient, keepsInputs = [], keepsOutputs = false } = definition;
  if (!gradient) return;
  const mostOutputs = 8;
  tf.registerGradient({
    kernelName,
    inputsToSave: [...keepsInputs],
    outputsToSave: keepsOutputs ? Array.from({ length: mostOutputs }, () => true) : [],
    gradFunc: (outputGradient, saved, attributes) => {
      const inputs = Object.fromEntries(keepsInputs.map((name, index) => [name, saved[index]])) as Inputs<Name>;
      const outputs = saved.slice(keepsInputs.length);
      const kept = { inputs, outputs: (Array.isArray(outputGradient) ? outputs : outputs[0]) as Result };
      return { ...gradient(outputGradient as Result, kept, attributes as unknown as Attributes) };
    },
  });
}
