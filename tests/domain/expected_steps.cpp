#include "tests/domain/expected_steps.hpp"

namespace fillrate::domain::testing {

const std::map<std::string, std::string>& expected_submittal_steps() {
    static const std::map<std::string, std::string> steps = [] {
        std::map<std::string, std::string> made{
            {"submitted present", "presented"},
            {"submitted return", "returned"},
            {"submitted reject", "screen_rejected"},
            {"returned resubmit", "submitted"},
            {"duplicate award", "submitted"},
            {"interviewing interview", "interviewing"},
            {"interviewing select", "selected"},
            {"interviewing reject", "rejected"},
            {"held hold", "held"},
            {"held ask_again", "presented"},
            {"selected hold", "held"},
            {"selected reject", "rejected"},
            {"selected offer", "offer_extended"},
            {"offer_extended offer", "offer_extended"},
            {"offer_declined offer", "offer_extended"},
            {"offer_expired offer", "offer_extended"},
            {"rescinded offer", "offer_extended"},
            {"offer_extended accept", "offer_accepted"},
            {"offer_extended decline", "offer_declined"},
            {"offer_extended expire", "offer_expired"},
            {"offer_extended rescind", "rescinded"},
            {"offer_extended withdraw", "withdrawn"},
            {"offer_accepted clear", "cleared"},
            {"offer_accepted move", "offer_accepted"},
            {"offer_accepted noshow", "fell_off"},
            {"offer_accepted withdraw", "fell_off"},
            {"cleared move", "cleared"},
            {"cleared start", "started"},
            {"cleared noshow", "fell_off"},
            {"cleared withdraw", "fell_off"},
            {"fell_off start", "started"},
            {"started end", "ended"},
            {"started convert", "converted"}};
        for (const std::string from : {"presented", "held", "shortlisted"}) {
            made[from + " interview"] = "interviewing";
            made[from + " select"] = "selected";
            made[from + " reject"] = "rejected";
            if (from != "held") {
                made[from + " hold"] = "held";
            }
            if (from != "shortlisted") {
                made[from + " shortlist"] = "shortlisted";
            }
        }
        for (const std::string from :
             {"submitted",
              "returned",
              "presented",
              "held",
              "shortlisted",
              "interviewing",
              "selected"}) {
            made[from + " withdraw"] = "withdrawn";
            made[from + " pass_over"] = "not_selected";
            made[from + " lose"] = "duplicate";
        }
        return made;
    }();
    return steps;
}

const std::map<std::string, std::string>& expected_interview_steps() {
    static const std::map<std::string, std::string> steps{
        {"requested propose", "proposed"},
        {"requested confirm", "confirmed"},
        {"requested cancel", "cancelled"},
        {"proposed propose", "proposed"},
        {"proposed confirm", "confirmed"},
        {"proposed none", "requested"},
        {"proposed move", "proposed"},
        {"proposed cancel", "cancelled"},
        {"proposed expire", "expired"},
        {"confirmed held", "held"},
        {"confirmed move", "proposed"},
        {"confirmed cancel", "cancelled"},
        {"confirmed noshow", "no_show"},
        {"held complete", "feedback_complete"},
        {"held held", "held"},
        {"held noshow", "no_show"},
        {"held move", "proposed"},
        {"no_show propose", "proposed"},
        {"no_show confirm", "confirmed"},
        {"expired propose", "proposed"},
        {"expired confirm", "confirmed"}};
    return steps;
}

}  // namespace fillrate::domain::testing
