// Compiled into the TensorFlow binding, which asks for this function where it means TF_NewSessionOptions (see the compiler's arguments).
// Sessions of recorded steps do without TensorFlow's general rewriting of graphs (Grappler): the recorded ops are the fast ones already,
// and a first call took a fifth to a half of a second for nothing. oneDNN's own rewriting, which steps do gain by, is another part and
// stays.
#undef TF_NewSessionOptions
#include <stdio.h>

#include "tensorflow/c/c_api.h"

extern "C" TF_SessionOptions* gan_studio_session_options() {
  // ConfigProto.graph_options (10) . GraphOptions.rewrite_options (10) . RewriterConfig.disable_meta_optimizer (19) = true
  static const unsigned char config[] = {0x52, 5, 0x52, 3, 0x98, 0x01, 1};
  TF_SessionOptions* options = TF_NewSessionOptions();
  TF_Status* status = TF_NewStatus();
  TF_SetConfig(options, config, sizeof config, status);
  if (TF_GetCode(status) != TF_OK) fprintf(stderr, "Steps take longer to compile: %s\n", TF_Message(status));
  TF_DeleteStatus(status);
  return options;
}
