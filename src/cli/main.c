#include <nieuwsbrief/nieuwsbrief.h>

#include <stdio.h>

int main(void) {
  puts(nb_version());
  return 0;
}
