#include "Weights.h"

static const unsigned char asks[] = {
#embed "asks.txt"
};

static const unsigned char tasks[] = {
#embed "tasks.txt"
};

static const unsigned char commitments[] = {
#embed "commitments.txt"
};

static const unsigned char decisions[] = {
#embed "decisions.txt"
};

static const unsigned char kinds[] = {
#embed "kinds.txt"
};

weights_text weights_asks(void) { return (weights_text){asks, sizeof asks}; }

weights_text weights_tasks(void) { return (weights_text){tasks, sizeof tasks}; }

weights_text weights_commitments(void) { return (weights_text){commitments, sizeof commitments}; }

weights_text weights_decisions(void) { return (weights_text){decisions, sizeof decisions}; }

weights_text weights_kinds(void) { return (weights_text){kinds, sizeof kinds}; }
