#include "lib/join.h"
