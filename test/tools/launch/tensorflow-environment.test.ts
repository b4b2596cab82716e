import { describe, expect, it } from 'vitest';
import { tensorflowEnvironment } from '../../../tools/launch/tensorflow-environment.mjs';

describe('the environment for training', () => {
  it('is quiet and lets GPU memory grow, but keeps what the person set', () => {
    expect(tensorflowEnvironment({ HOME: '/home/ada' })).toEqual({
      HOME: '/home/ada',
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    });
    expect(tensorflowEnvironment({ TF_CPP_MIN_LOG_LEVEL: '0' })).toMatchObject({ TF_CPP_MIN_LOG_LEVEL: '0' });
  });
});
