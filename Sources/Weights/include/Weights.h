// The weights of the models of words, as Scripts/train-extract wrote them: text, a line each.
#pragma once

#include <stddef.h>

// One model's text. It is not ended by a zero.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} weights_text;

// Sentences of mails that ask, offer or promise an act.
weights_text weights_asks(void);

// Turns of a talk in which a task is handed out at the end of a meeting.
weights_text weights_tasks(void);

// Turns in which somebody commits to something, as it comes.
weights_text weights_commitments(void);

// Turns about a decision.
weights_text weights_decisions(void);

// Which of the two kinds of meeting it is that tasks or commitments are looked for in.
weights_text weights_kinds(void);
